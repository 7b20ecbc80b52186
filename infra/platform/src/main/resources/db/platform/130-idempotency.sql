--liquibase formatted sql

--changeset platform:130-idempotency
-- The first answer to a request that carries an Idempotency-Key, for one day. Bodies are sealed: they may hold secrets.
create table platform.idempotency (
    scope bytea primary key,
    request_hash bytea not null,
    status int,
    content_type text,
    location text,
    body_enc bytea,
    started_at timestamptz not null,
    finished_at timestamptz,
    check ((status is null) = (finished_at is null))
);
create index idempotency_age on platform.idempotency (started_at);
grant select, insert, update, delete on platform.idempotency to kvartal_app;
--rollback drop table platform.idempotency;
