--liquibase formatted sql

--changeset kvartal:billing-312 splitStatements:false
-- A bank's chargeback of a card payment. The fee is what the gateway keeps for it.
create table billing.payment_dispute (
    tenant_id    uuid        not null,
    id           uuid        not null,
    payment_id   uuid        not null,
    invoice_id   uuid        not null,
    gateway_id   text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    fee_minor    bigint      not null default 0 check (fee_minor >= 0),
    fee_back_minor bigint    not null default 0 check (fee_back_minor between 0 and fee_minor),
    currency     char(3)     not null,
    reason       text        not null,
    state        text        not null check (state in ('NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST')),
    withdrawn    boolean     not null default false,
    returned     boolean     not null default false,
    opened_at    timestamptz not null,
    due_at       timestamptz,
    evidence     text,
    evidence_by  text,
    evidence_at  timestamptz,
    closed_at    timestamptz,
    primary key (tenant_id, id),
    constraint payment_dispute_once unique (tenant_id, gateway_id),
    check (not returned or withdrawn),
    foreign key (tenant_id, payment_id) references billing.payment (tenant_id, id),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
alter table billing.payment_dispute enable row level security;
alter table billing.payment_dispute force row level security;
create policy tenant on billing.payment_dispute
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.payment_dispute to kvartal_app;
grant update (fee_minor, fee_back_minor, state, withdrawn, returned, due_at, evidence, evidence_by, evidence_at, closed_at) on billing.payment_dispute to kvartal_app;
--rollback drop table billing.payment_dispute;
