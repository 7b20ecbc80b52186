--liquibase formatted sql

--changeset lead:305-quarantine
-- Requests that look like a robot's: kept, neither delivered nor charged; the sender sees an ordinary answer.
create table lead.quarantine (
    id uuid primary key,
    complex_id uuid not null,
    complex text not null,
    person bytea not null,
    phone_enc bytea not null,
    name text,
    message text,
    reason text not null check (reason in ('honeypot', 'too-fast', 'flood')),
    received_at timestamptz not null
);
create index quarantine_recent on lead.quarantine (received_at desc);
grant select, insert on lead.quarantine to kvartal_app;
--rollback drop table lead.quarantine;
