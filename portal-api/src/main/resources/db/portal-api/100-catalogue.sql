--liquibase formatted sql

--changeset kvartal:portal-100
create schema if not exists catalogue;
grant usage on schema catalogue to kvartal_app;
--rollback drop schema catalogue;

--changeset kvartal:portal-101
create table catalogue.developer (
    id         uuid primary key,
    slug       text        not null unique,
    name       text        not null,
    created_at timestamptz not null default now()
);
grant select, insert, update on catalogue.developer to kvartal_app;
--rollback drop table catalogue.developer;

--changeset kvartal:portal-102
-- city and district are slugs of catalogue/places.csv.
create table catalogue.complex (
    id                 uuid primary key default uuidv7(),
    developer_id       uuid        not null references catalogue.developer (id),
    external_key       text        not null,
    slug               text        not null unique,
    name               text        not null,
    city               text        not null,
    district           text        not null,
    address            text,
    class              text        not null check (class in ('economy', 'comfort', 'business', 'premium', 'other')),
    lat                double precision not null,
    lon                double precision not null,
    completion_year    smallint    not null,
    completion_quarter smallint    not null check (completion_quarter between 1 and 4),
    static_number      text,
    sales_office       text        not null,
    description        text,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    unique (developer_id, external_key)
);
create index complex_city on catalogue.complex (city, slug);
grant select, insert, update on catalogue.complex to kvartal_app;
--rollback drop table catalogue.complex;

--changeset kvartal:portal-103
create table catalogue.building (
    id            uuid primary key default uuidv7(),
    complex_id    uuid     not null references catalogue.complex (id),
    external_key  text     not null,
    name          text     not null,
    floors        smallint,
    state         text     not null check (state in ('unfinished', 'built', 'hand-over')),
    built_year    smallint not null,
    ready_quarter smallint not null check (ready_quarter between 1 and 4),
    unique (complex_id, external_key)
);
grant select, insert, update on catalogue.building to kvartal_app;
--rollback drop table catalogue.building;

--changeset kvartal:portal-104
create table catalogue.unit (
    id           uuid primary key default uuidv7(),
    developer_id uuid          not null references catalogue.developer (id),
    complex_id   uuid          not null references catalogue.complex (id),
    building_id  uuid          not null references catalogue.building (id),
    external_id  text          not null,
    number       text,
    rooms        smallint      not null check (rooms between 0 and 20),
    area         numeric(8, 2) not null check (area > 0),
    living       numeric(8, 2),
    kitchen      numeric(8, 2),
    floor        smallint      not null,
    floors       smallint,
    apartments   boolean       not null default false,
    price_minor  bigint        not null check (price_minor > 0),
    currency     char(3)       not null,
    price_as_of  date          not null,
    price_source text          not null,
    -- hand-over as year * 4 + quarter - 1, and whether the house stands: both copied from the building, because search filters by them
    completion   smallint      not null,
    finished     boolean       not null,
    state        text          not null check (state in ('AVAILABLE', 'RESERVED', 'SOLD', 'UNKNOWN', 'NOT_LISTED')),
    content_hash text          not null,
    created_at   timestamptz   not null default now(),
    updated_at   timestamptz   not null default now(),
    unique (developer_id, external_id)
);
create index unit_for_sale on catalogue.unit (complex_id, rooms, price_minor) include (area, completion, finished) where state = 'AVAILABLE';
grant select, insert, update on catalogue.unit to kvartal_app;
--rollback drop table catalogue.unit;

--changeset kvartal:portal-105
-- One row for each day on which a price was named that differs from the one before.
create table catalogue.price_history (
    unit_id     uuid        not null references catalogue.unit (id),
    as_of       date        not null,
    price_minor bigint      not null,
    currency    char(3)     not null,
    source      text        not null,
    recorded_at timestamptz not null default now(),
    primary key (unit_id, as_of)
);
grant select, insert, update on catalogue.price_history to kvartal_app;
--rollback drop table catalogue.price_history;
