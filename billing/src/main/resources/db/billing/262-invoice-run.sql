--liquibase formatted sql

--changeset kvartal:billing-262
-- Portal-owned: one closing of a month, worked off developer by developer, so that it can be followed, and resumed after a crash.
create table billing.invoice_run (
    id          uuid primary key,
    period      text        not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
    state       text        not null check (state in ('RUNNING', 'DONE')),
    actor       text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    check ((state = 'DONE') = (finished_at is not null))
);
-- Two runs of a month at once are one.
create unique index invoice_run_one_at_once on billing.invoice_run (period) where state = 'RUNNING';
grant select, insert on billing.invoice_run to kvartal_app;
grant update (state, finished_at) on billing.invoice_run to kvartal_app;
--rollback drop table billing.invoice_run;
