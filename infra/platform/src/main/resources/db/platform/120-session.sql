--liquibase formatted sql

--changeset kvartal:platform-120
create table platform.session (
    id_hash     text primary key,
    created_at  timestamptz not null,
    accessed_at timestamptz not null,
    expires_at  timestamptz not null,
    attributes  bytea       not null
);
create index session_by_expiry on platform.session (expires_at);
grant select, insert, update, delete on platform.session to kvartal_app;
--rollback drop table platform.session;
