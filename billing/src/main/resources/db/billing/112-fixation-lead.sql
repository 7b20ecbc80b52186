--liquibase formatted sql

--changeset kvartal:billing-112 splitStatements:false
-- Another lead of a person whom the portal holds already: it stands on the same claim.
create table fixation.joined_lead (
    tenant_id   uuid        not null,
    lead_id     uuid        not null,
    fixation_id uuid        not null,
    joined_at   timestamptz not null,
    primary key (tenant_id, lead_id),
    foreign key (tenant_id, fixation_id) references fixation.fixation (tenant_id, id)
);
create index joined_lead_of_fixation on fixation.joined_lead (tenant_id, fixation_id);
alter table fixation.joined_lead enable row level security;
alter table fixation.joined_lead force row level security;
create policy tenant on fixation.joined_lead
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on fixation.joined_lead
    for each row execute function fixation.refuse_change();
grant select, insert on fixation.joined_lead to kvartal_app;
--rollback drop table fixation.joined_lead;
