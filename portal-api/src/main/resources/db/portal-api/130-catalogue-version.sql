--liquibase formatted sql

--changeset kvartal:portal-130
-- One row. Every transaction that changes what a search can answer raises it, so a copy of the catalogue in memory can tell that it is old.
create table catalogue.version (
    one     boolean primary key default true check (one),
    version bigint  not null
);
insert into catalogue.version (version) values (1);
grant select, update on catalogue.version to kvartal_app;
--rollback drop table catalogue.version;
