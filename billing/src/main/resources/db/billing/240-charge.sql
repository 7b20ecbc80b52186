--liquibase formatted sql

--changeset kvartal:billing-240 splitStatements:false
-- What a tenant owes, without VAT. A lead is charged only on a billable assessment, a deal only on its declaration.
create table billing.charge (
    tenant_id        uuid        not null,
    id               uuid        not null,
    kind             text        not null check (kind in ('LEAD', 'DEAL', 'PLACEMENT')),
    lead_id          uuid,
    contact_id       uuid,
    assessment_id    uuid,
    qualified        boolean     check (qualified),
    deal_id          uuid,
    period           text,
    description      text        not null,
    complex          text,
    channel          text        check (channel in ('CALL', 'FORM', 'CALLBACK', 'MESSENGER')),
    amount_minor     bigint      not null check (amount_minor >= 0),
    currency         char(3)     not null,
    vat_rate         numeric(6, 4) not null check (vat_rate >= 0 and vat_rate < 1),
    occurred_at      timestamptz not null,
    charged_at       timestamptz not null,
    contract_id      uuid        not null,
    contract_version int         not null,
    primary key (tenant_id, id),
    unique (tenant_id, deal_id),
    unique (tenant_id, period, contract_id),
    foreign key (tenant_id, assessment_id, qualified) references billing.assessment (tenant_id, id, billable),
    foreign key (tenant_id, deal_id) references billing.deal (tenant_id, id),
    constraint charge_has_its_reason check (case kind
        when 'LEAD' then num_nonnulls(lead_id, contact_id, assessment_id, qualified) = 4 and num_nonnulls(deal_id, period) = 0
        when 'DEAL' then num_nonnulls(deal_id, lead_id) = 2 and num_nonnulls(assessment_id, period) = 0
        else period is not null and num_nonnulls(assessment_id, deal_id) = 0 end)
);
create index charge_by_time on billing.charge (tenant_id, occurred_at);
create index charge_of_lead on billing.charge (tenant_id, lead_id);
alter table billing.charge enable row level security;
alter table billing.charge force row level security;
create policy tenant on billing.charge
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.charge
    for each row execute function billing.refuse_change();
grant select, insert on billing.charge to kvartal_app;

-- The hold that a charge has on a person: while it is live, nobody is billed for the same person in the window, nor twice for one contact.
create table billing.claim (
    tenant_id  uuid      not null,
    charge_id  uuid      not null,
    contact_id uuid      not null,
    scope_key  text      not null,
    person     text,
    billed_during tstzrange not null check (not isempty(billed_during)),
    reversed   boolean   not null default false,
    primary key (tenant_id, charge_id),
    foreign key (tenant_id, charge_id) references billing.charge (tenant_id, id),
    constraint claim_never_twice_in_the_window exclude using gist (
        tenant_id with =, scope_key with =, person with =, billed_during with &&) where (not reversed and person is not null)
);
create unique index claim_never_twice_for_a_contact on billing.claim (tenant_id, contact_id) where not reversed;
alter table billing.claim enable row level security;
alter table billing.claim force row level security;
create policy tenant on billing.claim
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.claim to kvartal_app;
grant update (reversed) on billing.claim to kvartal_app;

-- The same hold across developers, where a contract's scope is the whole portal. It names nobody but the charge.
create table billing.portal_claim (
    charge_id     uuid      primary key,
    person        text      not null,
    channel       text      not null,
    billed_during tstzrange not null check (not isempty(billed_during)),
    portal_wide   boolean   not null,
    reversed      boolean   not null default false,
    constraint portal_claim_never_twice exclude using gist (
        person with =, billed_during with &&) where (not reversed and portal_wide)
);
create index portal_claim_of_person on billing.portal_claim (person);
grant select, insert on billing.portal_claim to kvartal_app;
grant update (reversed) on billing.portal_claim to kvartal_app;
--rollback drop table billing.portal_claim; drop table billing.claim; drop table billing.charge;
