--liquibase formatted sql

--changeset kvartal:portal-428
-- Addresses that complexes once had; each leads to the one they have now.
create table catalogue.old_slug (
    slug       text primary key,
    complex_id uuid        not null references catalogue.complex (id),
    since      timestamptz not null
);
create index old_slug_of_complex on catalogue.old_slug (complex_id);
grant select, insert, delete on catalogue.old_slug to kvartal_app;
--rollback drop table catalogue.old_slug;

--changeset kvartal:portal-429
-- Complexes that staff have closed: their page says that they are gone.
create table catalogue.closed_complex (
    complex_id uuid primary key references catalogue.complex (id),
    closed_at  timestamptz not null,
    closed_by  text        not null
);
grant select, insert, delete on catalogue.closed_complex to kvartal_app;
--rollback drop table catalogue.closed_complex;
