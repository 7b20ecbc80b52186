--liquibase formatted sql

--changeset kvartal:billing-501
create table stripe_sandbox.idempotency (
    key         text primary key,
    fingerprint text        not null,
    state       text        not null check (state in ('RUNNING', 'DONE')),
    status      int,
    body        text,
    started_at  timestamptz not null
);
grant select, insert, update, delete on stripe_sandbox.idempotency to kvartal_app;
--rollback drop table stripe_sandbox.idempotency;
