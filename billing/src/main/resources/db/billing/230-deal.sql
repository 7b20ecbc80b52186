--liquibase formatted sql

--changeset kvartal:billing-230 splitStatements:false
create table billing.deal (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    lead_id            uuid        not null,
    fixation_id        uuid        not null,
    contract_sum_minor bigint      not null check (contract_sum_minor > 0),
    commission_minor   bigint      not null check (commission_minor > 0),
    currency           char(3)     not null,
    signed_on          date        not null,
    paid_on            date        not null,
    description        text        not null,
    declared_by        text        not null,
    declared_at        timestamptz not null,
    primary key (tenant_id, id),
    constraint deal_of_lead_once unique (tenant_id, lead_id),
    unique (tenant_id, fixation_id)
);
alter table billing.deal enable row level security;
alter table billing.deal force row level security;
create policy tenant on billing.deal
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.deal
    for each row execute function billing.refuse_change();
grant select, insert on billing.deal to kvartal_app;
--rollback drop table billing.deal;
