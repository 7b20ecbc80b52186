--liquibase formatted sql

--changeset kvartal:portal-145
-- What a resident walks to. checked_at is when the source was read.
create table catalogue.place (
    id         uuid primary key default uuidv7(),
    city       text             not null,
    kind       text             not null check (kind in ('STOP', 'SCHOOL', 'KINDERGARTEN', 'SHOP', 'PARK', 'CLINIC')),
    name_ru    text             not null,
    name_kk    text             not null,
    name_en    text             not null,
    lat        double precision not null,
    lon        double precision not null,
    source     text             not null,
    checked_at date             not null,
    unique (city, kind, lat, lon)
);
create index place_near on catalogue.place (lat, lon);
grant select, insert on catalogue.place to kvartal_app;
--rollback drop table catalogue.place;
