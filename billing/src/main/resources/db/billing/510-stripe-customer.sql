--liquibase formatted sql

--changeset kvartal:billing-510
create schema if not exists billing;
grant usage on schema billing to kvartal_app;

-- Portal-owned: which customer at Stripe a developer is. The intent is written before Stripe is asked, and makes the idempotency key.
create table billing.stripe_customer (
    developer_id uuid primary key,
    intent       uuid        not null unique,
    intended_at  timestamptz not null,
    customer     text unique
);
grant select, insert, update on billing.stripe_customer to kvartal_app;
--rollback drop table billing.stripe_customer;
