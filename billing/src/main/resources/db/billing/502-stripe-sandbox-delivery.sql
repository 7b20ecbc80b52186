--liquibase formatted sql

--changeset kvartal:billing-502
-- One sending of one event. An event has several on purpose: a receiver must live with repetition and disorder.
create table stripe_sandbox.delivery (
    id           uuid primary key,
    event        text        not null references stripe_sandbox.object (id),
    body         text        not null,
    state        text        not null default 'DUE' check (state in ('DUE', 'DONE', 'GIVEN_UP')),
    attempts     int         not null default 0,
    due_at       timestamptz not null,
    last_status  int,
    last_error   text,
    delivered_at timestamptz
);
create index delivery_due on stripe_sandbox.delivery (due_at) where state = 'DUE';
grant select, insert, update on stripe_sandbox.delivery to kvartal_app;
--rollback drop table stripe_sandbox.delivery;
