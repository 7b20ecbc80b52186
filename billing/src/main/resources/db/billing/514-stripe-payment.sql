--liquibase formatted sql

--changeset kvartal:billing-514
-- Portal-owned: whose a payment at Stripe is, so that refunds, disputes and payouts find their tenant.
create table billing.stripe_payment (
    payment_intent text primary key,
    invoice_id     uuid        not null references billing.stripe_invoice (invoice_id),
    developer_id   uuid        not null,
    amount_minor   bigint      not null,
    currency       char(3)     not null,
    paid_at        timestamptz not null
);
create index stripe_payment_of_invoice on billing.stripe_payment (invoice_id);
grant select, insert on billing.stripe_payment to kvartal_app;

-- One pressing of "save a card": the key under which Stripe knows a repetition.
create table billing.stripe_setup (
    session      text primary key,
    developer_id uuid        not null,
    started_at   timestamptz not null
);
grant select, insert on billing.stripe_setup to kvartal_app;
--rollback drop table billing.stripe_setup; drop table billing.stripe_payment;
