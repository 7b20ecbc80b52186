--liquibase formatted sql

--changeset kvartal:billing-511
-- Portal-owned: which invoice at Stripe stands for which of ours, found from either side without knowing the tenant.
create table billing.stripe_invoice (
    invoice_id   uuid primary key,
    developer_id uuid        not null,
    intent       uuid        not null unique,
    intended_at  timestamptz not null,
    amount_minor bigint      not null,
    currency     char(3)     not null,
    due_in_days  int         not null,
    state        text        not null default 'OPENING' check (state in ('OPENING', 'OPEN', 'PAID', 'VOID', 'PARKED')),
    stripe_id    text unique,
    hosted_url   text,
    reason       text,
    checked_at   timestamptz not null,
    check (state not in ('OPEN', 'PAID') or (stripe_id is not null and hosted_url is not null))
);
create index stripe_invoice_open on billing.stripe_invoice (checked_at) where state = 'OPEN';
grant select, insert, update on billing.stripe_invoice to kvartal_app;
--rollback drop table billing.stripe_invoice;
