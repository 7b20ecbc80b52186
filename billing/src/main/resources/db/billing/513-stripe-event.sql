--liquibase formatted sql

--changeset kvartal:billing-513
-- Portal-owned: every webhook event as it came, once. It is stored before it is acknowledged and worked on later.
create table billing.stripe_event (
    id          text primary key,
    type        text        not null,
    body        bytea       not null,
    received_at timestamptz not null,
    repeats     int         not null default 0,
    state       text        not null default 'DUE' check (state in ('DUE', 'DONE', 'IGNORED', 'PARKED')),
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    done_at     timestamptz,
    reason      text,
    check (state <> 'PARKED' or reason is not null)
);
create index stripe_event_due on billing.stripe_event (due_at) where state = 'DUE';
grant select, insert, update on billing.stripe_event to kvartal_app;
--rollback drop table billing.stripe_event;
