--liquibase formatted sql

--changeset lead:310-viewing
-- The visit to the complex that a buyer wishes for: one per lead. How it changed is on the timeline.
create table lead.viewing (
    tenant_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    starts_at timestamptz not null,
    minutes int not null check (minutes > 0),
    cancelled_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, lead_id),
    foreign key (tenant_id, lead_id) references lead.lead (tenant_id, id)
);
create index viewing_next on lead.viewing (tenant_id, starts_at) where cancelled_at is null;
grant select, insert, update on lead.viewing to kvartal_app;
alter table lead.viewing enable row level security;
alter table lead.viewing force row level security;
create policy tenant on lead.viewing
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table lead.viewing;
