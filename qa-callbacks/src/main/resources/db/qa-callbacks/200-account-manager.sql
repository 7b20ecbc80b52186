--liquibase formatted sql

--changeset desk:200-schema
create schema desk;
grant usage on schema desk to kvartal_app;
--rollback drop schema desk;

--changeset desk:200-account-manager
create table desk.account_manager (
    developer_id uuid primary key,
    user_id text not null,
    name text not null,
    since timestamptz not null
);
grant select, insert, update on desk.account_manager to kvartal_app;
--rollback drop table desk.account_manager;
