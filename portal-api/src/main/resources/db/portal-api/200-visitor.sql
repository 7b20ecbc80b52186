--liquibase formatted sql

--changeset kvartal:portal-200
create schema visitor;
grant usage on schema visitor to kvartal_app;

-- A browser, not a person. It exists from the first act that needs it (showing a number, a favourite, a request) or from consent.
create table visitor.visitor (
    id         uuid primary key,
    created_at timestamptz not null,
    analytics  boolean     not null
);
grant select, insert, update, delete on visitor.visitor to kvartal_app;
--rollback drop schema visitor cascade;

--changeset kvartal:portal-201
-- One stay on the portal: where it came from and what was seen first and last. Half an hour of silence ends it, a new campaign too.
create table visitor.visit (
    id         uuid primary key,
    visitor_id uuid        not null references visitor.visitor (id) on delete cascade,
    started_at timestamptz not null,
    last_at    timestamptz not null,
    source     text        not null,
    medium     text        not null,
    campaign   text,
    content    text,
    term       text,
    referrer   text,
    landing    text        not null,
    page       text        not null,
    pages      integer     not null check (pages > 0),
    check (last_at >= started_at)
);
create index visit_by_visitor on visitor.visit (visitor_id, started_at desc);
create index visit_by_age on visitor.visit (last_at);
grant select, insert, update, delete on visitor.visit to kvartal_app;
--rollback drop table visitor.visit;

--changeset kvartal:portal-202
-- Only with consent to analytics.
create table visitor.page_view (
    id         uuid primary key,
    visitor_id uuid        not null references visitor.visitor (id) on delete cascade,
    visit_id   uuid        not null references visitor.visit (id) on delete cascade,
    at         timestamptz not null,
    page       text        not null
);
create index page_view_by_visitor on visitor.page_view (visitor_id, at desc);
create index page_view_by_visit on visitor.page_view (visit_id);
grant select, insert, delete on visitor.page_view to kvartal_app;
--rollback drop table visitor.page_view;
