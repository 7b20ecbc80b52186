--liquibase formatted sql

--changeset kvartal:platform-100
create schema platform;
grant usage on schema platform to kvartal_app;

-- Who did what. Rows are added and read; nobody changes them.
create table platform.audit (
    id      uuid primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  jsonb       not null
);
create index audit_by_time on platform.audit (at);
create index audit_by_subject on platform.audit (subject, at);
grant select, insert on platform.audit to kvartal_app;
--rollback drop schema platform cascade;
