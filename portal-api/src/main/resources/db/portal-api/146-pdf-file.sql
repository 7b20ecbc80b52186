--liquibase formatted sql

--changeset kvartal:portal-148
-- Scans of documents that came as PDF, by the hash of their bytes; the file lies in the object store under paper/. developer_id is whose upload it was,
-- null = the portal's editors.
create table catalogue.pdf_file (
    hash         text        primary key check (hash ~ '^[0-9a-f]{32}$'),
    developer_id uuid references catalogue.developer (id),
    bytes        int         not null check (bytes > 0),
    uploaded_by  text        not null,
    uploaded_at  timestamptz not null
);
create index pdf_file_age on catalogue.pdf_file (uploaded_at);
grant select, insert, delete, update (uploaded_at) on catalogue.pdf_file to kvartal_app;
--rollback drop table catalogue.pdf_file;

--changeset kvartal:portal-149
-- Uploads that nothing refers to are deleted; sending a picture again makes it young.
create index picture_age on catalogue.picture (uploaded_at);
grant delete, update (uploaded_at) on catalogue.picture to kvartal_app;
--rollback revoke delete, update on catalogue.picture from kvartal_app;
--rollback drop index catalogue.picture_age;
