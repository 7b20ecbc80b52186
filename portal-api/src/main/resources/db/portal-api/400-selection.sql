--liquibase formatted sql

--changeset kvartal:portal-400
create schema selection;
grant usage on schema selection to kvartal_app;

-- A browser that asked us to keep a list. The row is locked while a list grows, so that limits hold. share opens the lists to read, and says
-- nothing about the browser.
create table selection.owner (
    visitor_id uuid primary key,
    share      text        not null unique,
    changed_at timestamptz not null
);
create index owner_by_age on selection.owner (changed_at);
grant select, insert, update, delete on selection.owner to kvartal_app;
--rollback drop schema selection cascade;

--changeset kvartal:portal-401
create table selection.item (
    visitor_id uuid        not null references selection.owner (visitor_id) on update cascade on delete cascade,
    list       text        not null check (list in ('FAVOURITES', 'COMPARISON')),
    complex_id uuid        not null,
    added_at   timestamptz not null,
    primary key (visitor_id, list, complex_id)
);
grant select, insert, update, delete on selection.item to kvartal_app;
--rollback drop table selection.item;
