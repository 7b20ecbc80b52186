--liquibase formatted sql

--changeset survey:400-schema
create schema survey;
grant usage on schema survey to kvartal_app;
--rollback drop schema survey;

--changeset survey:400-recipient
create table survey.recipient (
    id uuid primary key,
    developer_id uuid not null,
    email text not null,
    name text not null,
    role text not null check (role in ('HEAD', 'SALES', 'MARKETING', 'ACCOUNTANT')),
    lang text not null check (lang in ('ru', 'kk', 'en')),
    active boolean not null default true,
    created_at timestamptz not null,
    unique (developer_id, email)
);
grant select, insert, update on survey.recipient to kvartal_app;
--rollback drop table survey.recipient;
