--liquibase formatted sql

--changeset kvartal:portal-1120
-- A run from its beginning to its end. offers … rejected are what the report counts, read_offers and bytes_* what a reader sees while it goes on.
-- kept: its staged offers are still there, so that it can be put in force. undoable: what it changed is still known.
-- applied_no: the order in which runs were put in force. document: key of the object store until it has been read.
update catalogue.import_run set state = 'SUPERSEDED' where state = 'HELD';
alter table catalogue.import_run
    drop constraint import_run_state_check,
    add constraint import_run_state_check check (state in
        ('QUEUED', 'RUNNING', 'DRY_RUN', 'HELD', 'APPLIED', 'SUPERSEDED', 'DISCARDED', 'FAILED', 'UNDONE')),
    alter column finished_at drop not null,
    add column started_at   timestamptz not null default now(),
    add column phase        text        not null default 'DONE' check (phase in ('WAITING', 'FETCHING', 'READING', 'COMPARING', 'APPLYING', 'DONE')),
    add column source       text        not null default '',
    add column document     text,
    add column dry_run      boolean     not null default false,
    add column currency     text,
    add column project      text,
    add column keep         boolean     not null default false,
    add column bytes_total  bigint      not null default 0,
    add column bytes_read   bigint      not null default 0,
    add column read_offers  int         not null default 0,
    add column heartbeat_at timestamptz not null default now(),
    add column codes        jsonb       not null default '{}',
    add column quality      jsonb       not null default '[]',
    add column failure      jsonb,
    add column kept         boolean     not null default false,
    add column undoable     boolean     not null default false,
    add column applied_no   bigint,
    add column applied_by   text,
    add column applied_at   timestamptz,
    add column decided_by   text,
    add column decided_why  text;
create sequence catalogue.import_applied_no;
grant usage on sequence catalogue.import_applied_no to kvartal_app;
create index import_run_of_developer on catalogue.import_run (developer_id, started_at desc);
create index import_run_open on catalogue.import_run (started_at) where state in ('QUEUED', 'RUNNING');
--rollback alter table catalogue.import_run drop column started_at;

--changeset kvartal:portal-1121
-- Offers of a run that is not yet applied, as the catalogue will take them. ok is false for an offer that was rejected: its unit stays as it was.
drop table catalogue.staged_offer;
create table catalogue.staged_offer (
    run_id       uuid    not null,
    seq          int     not null,
    line         int     not null,
    external_id  text    not null,
    ok           boolean not null,
    again        boolean not null default false,
    content_hash text,
    complex_key  text,
    building_key text,
    number       text,
    rooms        smallint,
    area         numeric(8, 2),
    living       numeric(8, 2),
    kitchen      numeric(8, 2),
    floor        smallint,
    floors       smallint,
    apartments   boolean,
    price_minor  bigint,
    currency     char(3),
    price_as_of  date,
    completion   smallint,
    finished     boolean,
    state        text,
    pictures     smallint,
    plans        smallint,
    primary key (run_id, seq)
);
grant select, insert, update, delete, maintain on catalogue.staged_offer to kvartal_app;
--rollback drop table catalogue.staged_offer;

--changeset kvartal:portal-1122
-- The complexes and houses of a staged run, each from its first good offer.
create table catalogue.staged_complex (
    run_id       uuid not null,
    key          text not null,
    name         text not null,
    city         text not null,
    district     text not null,
    address      text,
    class        text not null,
    lat          double precision not null,
    lon          double precision not null,
    exact        boolean not null,
    year         smallint not null,
    quarter      smallint not null,
    sales_office text,
    description  text,
    primary key (run_id, key)
);
grant select, insert, delete on catalogue.staged_complex to kvartal_app;
create table catalogue.staged_building (
    run_id      uuid not null,
    complex_key text not null,
    key         text not null,
    name        text not null,
    floors      smallint,
    state       text not null,
    year        smallint not null,
    quarter     smallint not null,
    primary key (run_id, complex_key, key)
);
grant select, insert, delete on catalogue.staged_building to kvartal_app;
--rollback drop table catalogue.staged_building; drop table catalogue.staged_complex;

--changeset kvartal:portal-1123
-- What a run changes, unit by unit: shown to people before, and undone from afterwards. The columns with was_ hold the unit as it was before; they are
-- null for a new one. DATED: nothing but the day of the price.
create table catalogue.import_change (
    run_id          uuid   not null,
    kind            text   not null check (kind in ('NEW', 'CHANGED', 'DATED', 'VANISHED')),
    n               int    not null,
    external_id     text   not null,
    line            int,
    complex         text   not null,
    number          text,
    rooms           smallint,
    area            numeric(8, 2),
    floor           smallint,
    price_minor     bigint,
    state           text,
    was_complex     uuid,
    was_building    uuid,
    was_number      text,
    was_rooms       smallint,
    was_area        numeric(8, 2),
    was_living      numeric(8, 2),
    was_kitchen     numeric(8, 2),
    was_floor       smallint,
    was_floors      smallint,
    was_apartments  boolean,
    was_price_minor bigint,
    was_currency    char(3),
    was_as_of       date,
    was_source      text,
    was_completion  smallint,
    was_finished    boolean,
    was_state       text,
    was_hash        text,
    was_updated_at  timestamptz,
    primary key (run_id, kind, n)
);
grant select, insert, delete, maintain on catalogue.import_change to kvartal_app;
--rollback drop table catalogue.import_change;

--changeset kvartal:portal-1124
-- Complexes, houses and prices as they were before a run wrote over them.
create table catalogue.import_before (
    run_id uuid  not null,
    kind   text  not null check (kind in ('COMPLEX', 'BUILDING')),
    id     uuid  not null,
    before jsonb not null,
    primary key (run_id, kind, id)
);
grant select, insert, delete on catalogue.import_before to kvartal_app;
alter table catalogue.unit add column first_run uuid;
alter table catalogue.price_history add column run_id uuid;
grant delete on catalogue.price_history to kvartal_app;
create table catalogue.overwritten_price (
    run_id      uuid        not null,
    unit_id     uuid        not null,
    as_of       date        not null,
    price_minor bigint      not null,
    currency    char(3)     not null,
    source      text        not null,
    recorded_at timestamptz not null,
    price_run   uuid,
    primary key (run_id, unit_id, as_of)
);
grant select, insert, delete on catalogue.overwritten_price to kvartal_app;
grant maintain on catalogue.unit, catalogue.price_history to kvartal_app;
--rollback drop table catalogue.overwritten_price; drop table catalogue.import_before;

--changeset kvartal:portal-1125
-- Prices that were published and taken back with their run: the chart does not show them, but that they stood there stays true.
create table catalogue.withdrawn_price (
    run_id       uuid        not null,
    unit_id      uuid        not null,
    as_of        date        not null,
    price_minor  bigint      not null,
    currency     char(3)     not null,
    source       text        not null,
    recorded_at  timestamptz not null,
    withdrawn_at timestamptz not null,
    primary key (run_id, unit_id, as_of)
);
grant select, insert on catalogue.withdrawn_price to kvartal_app;
--rollback drop table catalogue.withdrawn_price;

--changeset kvartal:portal-1126
-- What a key of another system means: Avito's number of a development, Korter's project. Said by a person, once.
create table catalogue.complex_alias (
    developer_id uuid not null references catalogue.developer (id),
    key          text not null,
    complex_id   uuid not null references catalogue.complex (id),
    said_by      text not null,
    said_at      timestamptz not null,
    primary key (developer_id, key)
);
grant select, insert, update, delete on catalogue.complex_alias to kvartal_app;
--rollback drop table catalogue.complex_alias;
