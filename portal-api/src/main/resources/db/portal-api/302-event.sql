--liquibase formatted sql

--changeset lead:302-event
-- The timeline. Append-only: the application may neither change nor delete a line.
create table lead.event (
    tenant_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    kind text not null,
    actor text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    data jsonb not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead.lead (tenant_id, id)
);
create index event_of_lead on lead.event (tenant_id, lead_id, at, id);
grant select, insert on lead.event to kvartal_app;
alter table lead.event enable row level security;
alter table lead.event force row level security;
create policy tenant on lead.event
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table lead.event;
