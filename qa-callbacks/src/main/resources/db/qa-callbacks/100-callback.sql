--liquibase formatted sql

--changeset callback:100-schema
create schema callback;
grant usage on schema callback to kvartal_app;
--rollback drop schema callback;

--changeset callback:100-callback
-- Whom the quality desk has to phone. The buyer's name and phone stay with the lead, so a withdrawn consent leaves nothing here.
create table callback.callback (
    id uuid primary key,
    developer_id uuid not null,
    lead_id uuid not null,
    complex text not null,
    complex_name text not null,
    reason text not null check (reason in ('NOT_CALLED', 'PROMISE_BROKEN', 'MISSED_CALL', 'QUALITY_SAMPLE')),
    priority int not null,
    due_at timestamptz not null,
    attempts int not null default 0 check (attempts >= 0),
    first_attempt_at timestamptz,
    state text not null check (state in ('OPEN', 'DONE', 'GIVEN_UP', 'SETTLED')),
    lease_no int not null default 0,
    lease_until timestamptz,
    leased_by text,
    leased_name text,
    result text check (result in ('CONTACTED', 'NOT_CONTACTED', 'NO_ANSWER', 'REFUSED', 'WRONG_NUMBER')),
    csi int check (csi between 1 and 5),
    closed_at timestamptz check ((state = 'OPEN') = (closed_at is null)),
    created_at timestamptz not null,
    check ((lease_until is null) = (leased_by is null))
);
-- A lead has one open callback: a graver reason raises it instead of adding another.
create unique index callback_open_per_lead on callback.callback (lead_id) where state = 'OPEN';
create index callback_queue on callback.callback (priority, due_at, id) where state = 'OPEN';
create index callback_due on callback.callback (due_at) where state = 'OPEN';
create index callback_of_lead on callback.callback (lead_id, created_at);
create index callback_of_developer on callback.callback (developer_id, closed_at) where result is not null;
create index callback_leased on callback.callback (leased_by, lease_until) where state = 'OPEN' and leased_by is not null;
grant select, insert, update on callback.callback to kvartal_app;
--rollback drop table callback.callback;
