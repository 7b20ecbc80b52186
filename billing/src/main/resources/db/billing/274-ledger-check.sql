--liquibase formatted sql

--changeset kvartal:billing-274
-- Portal-owned: every comparison of the control accounts with the documents, and what differed.
create table billing.ledger_check (
    id          uuid        primary key,
    checked_at  timestamptz not null,
    night       date        unique,
    tenants     int         not null check (tenants >= 0),
    differences text        not null check (differences is json array)
);
create index ledger_check_newest on billing.ledger_check (checked_at desc);
grant select, insert on billing.ledger_check to kvartal_app;
--rollback drop table billing.ledger_check;
