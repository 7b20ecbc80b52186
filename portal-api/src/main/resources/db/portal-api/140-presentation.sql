--liquibase formatted sql

--changeset kvartal:portal-140
-- What the page of a complex says beyond its feed, as one document; a row is a version and never changes but for being published. The newest row is
-- the draft, the newest published one is what buyers see. part names what this version changed.
create table catalogue.presentation (
    complex_id   uuid        not null references catalogue.complex (id),
    version      int         not null check (version > 0),
    content      jsonb       not null,
    papers       int         not null generated always as (jsonb_array_length(content -> 'papers')) stored,
    part         text        not null,
    author       text        not null,
    saved_at     timestamptz not null,
    published_by text,
    published_at timestamptz,
    primary key (complex_id, version),
    check ((published_at is null) = (published_by is null))
);
create index presentation_published on catalogue.presentation (complex_id, version desc) where published_at is not null;
grant select, insert on catalogue.presentation to kvartal_app;
grant update (published_by, published_at) on catalogue.presentation to kvartal_app;
--rollback drop table catalogue.presentation;
