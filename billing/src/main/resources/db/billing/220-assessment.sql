--liquibase formatted sql

--changeset kvartal:billing-220 splitStatements:false
-- A verdict with its receipt. The newest row of a contact counts.
create table billing.assessment (
    tenant_id        uuid        not null,
    id               uuid        not null,
    contact_id       uuid        not null,
    seq              int         not null check (seq > 0),
    lead_id          uuid        not null,
    verdict          text        not null,
    billable         boolean     not null,
    rule             text        not null,
    rule_set         text        not null,
    contract_id      uuid        not null,
    contract_version int         not null,
    vendor_differs   boolean     not null,
    contact_at       timestamptz not null,
    receipt          text        not null check (receipt is json object),
    assessed_at      timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, contact_id, seq),
    unique (tenant_id, id, billable),
    check (billable = (verdict = 'TARGET'))
);
create index assessment_of_lead on billing.assessment (tenant_id, lead_id);
alter table billing.assessment enable row level security;
alter table billing.assessment force row level security;
create policy tenant on billing.assessment
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.assessment
    for each row execute function billing.refuse_change();
grant select, insert on billing.assessment to kvartal_app;
--rollback drop table billing.assessment;
