--liquibase formatted sql

--changeset kvartal:portal-141
-- Uploaded pictures by the hash of what was made of them; the renditions lie in the object store under picture/<hash>-<width>.<format>.
-- blur is a data: URI of a few hundred bytes; developer_id is whose upload it was, null = the portal's editors.
create table catalogue.picture (
    hash         text        primary key check (hash ~ '^[0-9a-f]{32}$'),
    developer_id uuid references catalogue.developer (id),
    width        int         not null check (width > 0),
    height       int         not null check (height > 0),
    webp         boolean     not null,
    blur         text        not null,
    uploaded_by  text        not null,
    uploaded_at  timestamptz not null
);
grant select, insert on catalogue.picture to kvartal_app;
--rollback drop table catalogue.picture;
