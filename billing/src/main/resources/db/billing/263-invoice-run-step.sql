--liquibase formatted sql

--changeset kvartal:billing-263
-- What the run does for one developer, in the very transaction in which it is done.
create table billing.invoice_run_step (
    run_id       uuid not null references billing.invoice_run (id),
    developer_id uuid not null,
    state        text not null default 'DUE' check (state in ('DUE', 'CREATED', 'EXISTING', 'NOTHING', 'PARKED')),
    invoice_id   uuid,
    reason       text,
    done_at      timestamptz,
    primary key (run_id, developer_id),
    check ((state = 'DUE') = (done_at is null)),
    check ((state in ('CREATED', 'EXISTING')) = (invoice_id is not null)),
    check ((state = 'PARKED') = (reason is not null))
);
create index invoice_run_step_due on billing.invoice_run_step (run_id, developer_id) where state = 'DUE';
grant select, insert on billing.invoice_run_step to kvartal_app;
grant update (state, invoice_id, reason, done_at) on billing.invoice_run_step to kvartal_app;
--rollback drop table billing.invoice_run_step;
