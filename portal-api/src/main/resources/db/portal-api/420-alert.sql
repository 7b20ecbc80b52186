--liquibase formatted sql

--changeset kvartal:portal-420
create schema alert;
grant usage on schema alert to kvartal_app;

-- Letters that somebody asked for. Until the address is confirmed nothing is sent to it but the question whether it wants them.
-- subject_key names what is watched, so that one address watches it once. checked_version is the catalogue's, as last looked at.
create table alert.subscription (
    id              uuid primary key,
    subject         text        not null check (subject in ('SEARCH', 'COMPLEX')),
    subject_key     text        not null,
    city            text,
    query           text,
    complex_id      uuid,
    name            text,
    email_enc       bytea       not null,
    email_hmac      bytea       not null,
    lang            text        not null check (lang in ('ru', 'kk', 'en')),
    frequency       text        not null check (frequency in ('DAILY', 'INSTANT')),
    state           text        not null check (state in ('PENDING', 'ACTIVE', 'PAUSED', 'ENDED')),
    confirm_hash    bytea unique,
    confirm_until   timestamptz,
    visitor_id      uuid,
    consent_text    text        not null,
    consent_address text        not null,
    created_at      timestamptz not null,
    confirmed_at    timestamptz,
    ended_at        timestamptz,
    next_at         timestamptz not null,
    checked_version bigint      not null default -1,
    check ((subject = 'SEARCH') = (city is not null and query is not null)),
    check ((subject = 'COMPLEX') = (complex_id is not null)),
    check ((state = 'PENDING') = (confirmed_at is null)),
    check ((state = 'ENDED') = (ended_at is not null))
);
create unique index subscription_once on alert.subscription (email_hmac, subject_key) where state <> 'ENDED';
create index subscription_due on alert.subscription (next_at) where state = 'ACTIVE';
create index subscription_of_visitor on alert.subscription (visitor_id) where visitor_id is not null;
grant select, insert, update, delete on alert.subscription to kvartal_app;
--rollback drop schema alert cascade;

--changeset kvartal:portal-421
-- What a complex offered when it was last looked at for this subscription.
create table alert.known (
    subscription_id uuid   not null references alert.subscription (id) on delete cascade,
    complex_id      uuid   not null,
    price_minor     bigint not null,
    units           int    not null check (units >= 0),
    primary key (subscription_id, complex_id)
);
grant select, insert, update, delete on alert.known to kvartal_app;
--rollback drop table alert.known;

--changeset kvartal:portal-422
-- The key is what makes the same news arrive once.
create table alert.told (
    subscription_id uuid        not null references alert.subscription (id) on delete cascade,
    complex_id      uuid        not null,
    kind            text        not null check (kind in ('NEW_COMPLEX', 'NEW_UNITS', 'PRICE_FELL')),
    value           bigint      not null,
    told_at         timestamptz not null,
    primary key (subscription_id, complex_id, kind, value)
);
grant select, insert, delete on alert.told to kvartal_app;
--rollback drop table alert.told;
