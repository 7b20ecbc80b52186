--liquibase formatted sql

--changeset kvartal:billing-500
create schema stripe_sandbox;
grant usage on schema stripe_sandbox to kvartal_app;

-- What the sandbox provider keeps, each thing as the document that its API answers; columns only for what is searched.
create table stripe_sandbox.object (
    id         text primary key,
    seq        bigint generated always as identity unique,
    kind       text        not null check (kind in ('customer', 'invoice', 'invoiceitem', 'event')),
    customer   text,
    invoice    text,
    status     text,
    token      text unique,
    body       jsonb       not null,
    created_at timestamptz not null
);
create index object_by_kind on stripe_sandbox.object (kind, seq);
create index object_by_customer on stripe_sandbox.object (customer, kind, seq);
create index object_by_invoice on stripe_sandbox.object (invoice, kind, seq);
grant select, insert, update, delete on stripe_sandbox.object to kvartal_app;
--rollback drop schema stripe_sandbox cascade;
