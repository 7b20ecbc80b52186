--liquibase formatted sql

--changeset kvartal:billing-311 splitStatements:false
-- Money given back of one payment, out of the balance or for a credit note that no invoice will subtract any more.
create table billing.refund (
    tenant_id     uuid        not null,
    id            uuid        not null,
    payment_id    uuid        not null,
    way           text        not null check (way in ('STRIPE', 'BANK')),
    from_account  text        not null check (from_account in ('PREPAID', 'CREDITS')),
    credit_id     uuid,
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      char(3)     not null,
    reason        text        not null check (reason <> ''),
    state         text        not null check (state in ('REQUESTED', 'APPROVED', 'SENT', 'FAILED', 'REFUSED')),
    second_person boolean     not null,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    gateway_id    text,
    bank_line     uuid,
    failure       text,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references billing.payment (tenant_id, id),
    foreign key (tenant_id, credit_id) references billing.credit_note (tenant_id, id),
    check ((from_account = 'CREDITS') = (credit_id is not null)),
    check ((state = 'REQUESTED') = (decided_by is null)),
    constraint refund_needs_two_people check (not second_person or state in ('REQUESTED', 'REFUSED') or decided_by <> requested_by)
);
create unique index refund_of_credit_once on billing.refund (tenant_id, credit_id) where state not in ('FAILED', 'REFUSED');
create unique index refund_gateway_once on billing.refund (tenant_id, gateway_id);
create unique index refund_bank_line_once on billing.refund (tenant_id, bank_line);
create index refund_of_payment on billing.refund (tenant_id, payment_id);
alter table billing.refund enable row level security;
alter table billing.refund force row level security;
create policy tenant on billing.refund
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.refund to kvartal_app;
grant update (state, decided_by, decided_at, gateway_id, bank_line, failure) on billing.refund to kvartal_app;
--rollback drop table billing.refund;
