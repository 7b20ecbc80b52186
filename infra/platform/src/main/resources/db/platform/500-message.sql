--liquibase formatted sql

--changeset kvartal:platform-500-mail
create table platform.mail (
    id uuid primary key,
    dedupe_key text unique,
    recipient text not null,
    subject text not null,
    html text not null,
    body_text text not null,
    state text not null check (state in ('QUEUED', 'SENT', 'KEPT', 'FAILED')),
    attempts integer not null default 0 check (attempts >= 0),
    error text,
    created_at timestamptz not null,
    next_at timestamptz not null,
    sent_at timestamptz
);
create index mail_due on platform.mail (next_at, id) where state = 'QUEUED';
create index mail_newest on platform.mail (created_at desc, id desc);
grant select, insert, update on platform.mail to kvartal_app;
--rollback drop table platform.mail;

--changeset kvartal:platform-501-message
create table platform.message (
    id uuid primary key,
    channel text not null check (channel in ('SMS', 'TELEGRAM')),
    recipient text not null,
    body_text text not null,
    created_at timestamptz not null
);
create index message_newest on platform.message (created_at desc, id desc);
grant select, insert on platform.message to kvartal_app;
--rollback drop table platform.message;
