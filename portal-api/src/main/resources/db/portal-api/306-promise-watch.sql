--liquibase formatted sql

--changeset lead:306-promise-watch
-- The work list of the promise watch: one row per promise that nobody has kept yet, with the moment of its next alarm.
create table lead.promise_watch (
    lead_id uuid primary key,
    developer_id uuid not null,
    promised_by timestamptz not null,
    next_minutes int not null,
    next_at timestamptz not null
);
create index promise_watch_due on lead.promise_watch (next_at);
grant select, insert, update, delete on lead.promise_watch to kvartal_app;
--rollback drop table lead.promise_watch;
