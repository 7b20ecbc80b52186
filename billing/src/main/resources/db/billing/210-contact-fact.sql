--liquibase formatted sql

--changeset kvartal:billing-210 splitStatements:false
-- What became known of a contact, in the order in which it became known. The newest row of a contact counts.
create table billing.contact_fact (
    tenant_id   uuid        not null,
    contact_id  uuid        not null,
    seq         int         not null check (seq > 0),
    lead_id     uuid        not null,
    description text        not null,
    person      text,
    contact_at  timestamptz not null,
    facts       text        not null check (facts is json object),
    facts_hash  text        not null,
    recorded_at timestamptz not null,
    primary key (tenant_id, contact_id, seq),
    constraint contact_fact_known_once unique (tenant_id, contact_id, facts_hash)
);
create index contact_fact_of_person on billing.contact_fact (tenant_id, person);
create index contact_fact_by_time on billing.contact_fact (tenant_id, contact_at);
alter table billing.contact_fact enable row level security;
alter table billing.contact_fact force row level security;
create policy tenant on billing.contact_fact
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.contact_fact
    for each row execute function billing.refuse_change();
grant select, insert on billing.contact_fact to kvartal_app;
--rollback drop table billing.contact_fact;
