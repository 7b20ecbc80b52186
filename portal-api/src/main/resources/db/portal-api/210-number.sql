--liquibase formatted sql

--changeset kvartal:portal-210
create schema number;
grant usage on schema number to kvartal_app;
-- "without overlaps" over a uuid needs its operator class
create extension if not exists btree_gist with schema number;

create table number.pool (
    id   uuid primary key,
    name text not null unique,
    city text not null
);
grant select, insert, update on number.pool to kvartal_app;
--rollback drop schema number cascade;

--changeset kvartal:portal-211
-- The pool that a complex takes its shown numbers from. The row is locked while one of its numbers is chosen, so that the share of a complex holds.
create table number.pool_complex (
    complex_id uuid primary key,
    pool_id    uuid not null references number.pool (id)
);
create index pool_complex_by_pool on number.pool_complex (pool_id);
grant select, insert, update, delete on number.pool_complex to kvartal_app;
--rollback drop table number.pool_complex;

--changeset kvartal:portal-212
-- A telephone line of ours. busy_until is the end of its last lease: what lies longest behind has rested longest.
create table number.line (
    id         uuid primary key,
    e164       text        not null unique check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
    kind       text        not null check (kind in ('dynamic', 'static')),
    pool_id    uuid references number.pool (id),
    complex_id uuid,
    active     boolean     not null default true,
    busy_until timestamptz not null default '-infinity',
    check ((kind = 'dynamic') = (pool_id is not null)),
    check ((kind = 'static') = (complex_id is not null))
);
create index line_rested on number.line (pool_id, busy_until) where active and kind = 'dynamic';
create index line_of_complex on number.line (complex_id) where complex_id is not null;
grant select, insert, update on number.line to kvartal_app;
--rollback drop table number.line;

--changeset kvartal:portal-213
-- Who was shown which number, and when. The database refuses two leases of one number at one time, and two numbers for one visitor and complex.
create table number.lease (
    id         uuid        not null unique,
    number_id  uuid        not null references number.line (id),
    visitor_id uuid        not null,
    complex_id uuid        not null,
    during     tstzrange   not null check (not isempty(during)),
    active_at  timestamptz not null,
    primary key (number_id, during without overlaps),
    constraint one_number_per_visitor unique (visitor_id, complex_id, during without overlaps)
);
create index lease_by_complex on number.lease (complex_id, upper(during));
grant select, insert, update on number.lease to kvartal_app;
--rollback drop table number.lease;

--changeset kvartal:portal-214
-- Every number shown, also those of no pool: the overflow is counted from here.
create table number.reveal (
    id         uuid primary key,
    at         timestamptz not null,
    visitor_id uuid        not null,
    complex_id uuid        not null,
    e164       text        not null,
    kind       text        not null check (kind in ('dynamic', 'static', 'complex'))
);
create index reveal_by_time on number.reveal (at);
create index reveal_by_complex on number.reveal (complex_id, at);
grant select, insert, delete on number.reveal to kvartal_app;
--rollback drop table number.reveal;

--changeset kvartal:portal-215
-- A caller who saved a number reaches the same sales office for ninety days, whoever is shown it meanwhile.
create table number.memory (
    caller_hmac bytea       not null,
    e164        text        not null,
    complex_id  uuid        not null,
    visitor_id  uuid,
    called_at   timestamptz not null,
    primary key (caller_hmac, e164)
);
create index memory_by_age on number.memory (called_at);
grant select, insert, update, delete on number.memory to kvartal_app;
--rollback drop table number.memory;
