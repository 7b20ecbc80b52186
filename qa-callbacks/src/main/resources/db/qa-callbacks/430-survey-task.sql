--liquibase formatted sql

--changeset survey:430-task
-- An unhappy answer is a task with a date for the account manager; closing it tells the person what was done.
create table survey.task (
    id uuid primary key,
    invitation_id uuid not null unique references survey.invitation (id),
    developer_id uuid not null,
    assignee_id text,
    assignee text,
    due_at timestamptz not null,
    created_at timestamptz not null,
    done_at timestamptz,
    done_by text,
    done_note text check ((done_at is null) = (done_note is null))
);
create index task_open on survey.task (due_at) where done_at is null;
grant select, insert, update on survey.task to kvartal_app;
--rollback drop table survey.task;
