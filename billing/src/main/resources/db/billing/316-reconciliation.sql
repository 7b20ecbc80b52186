--liquibase formatted sql

--changeset kvartal:billing-316
-- Portal-owned: each comparison of the gateway with the books, and every difference that it found.
create table billing.reconciliation_run (
    id          uuid primary key,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    step        text        not null,
    compared    int         not null default 0,
    found       int         not null default 0,
    failure     text
);
create unique index reconciliation_one_at_a_time on billing.reconciliation_run ((true)) where finished_at is null;
grant select, insert, update on billing.reconciliation_run to kvartal_app;

create table billing.reconciliation_difference (
    id           uuid primary key,
    run_id       uuid        not null references billing.reconciliation_run (id),
    thing        text        not null check (thing in ('CUSTOMER', 'INVOICE', 'PAYMENT', 'REFUND', 'DISPUTE', 'PAYOUT')),
    kind         text        not null check (kind in ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT', 'CURRENCY', 'STATE', 'DUPLICATE')),
    subject      text        not null,
    ours         text        not null,
    theirs       text        not null,
    developer_id uuid,
    link         text,
    resolved_by  text,
    resolved_at  timestamptz,
    note         text,
    constraint reconciliation_each_once unique (run_id, thing, kind, subject),
    check (num_nonnulls(resolved_by, resolved_at, note) in (0, 3))
);
create index reconciliation_difference_open on billing.reconciliation_difference (thing, kind) where resolved_at is null;
grant select, insert on billing.reconciliation_difference to kvartal_app;
grant update (resolved_by, resolved_at, note) on billing.reconciliation_difference to kvartal_app;
--rollback drop table billing.reconciliation_difference; drop table billing.reconciliation_run;
