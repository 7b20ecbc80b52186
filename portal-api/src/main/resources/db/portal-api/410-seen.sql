--liquibase formatted sql

--changeset kvartal:portal-410
-- Complexes that a visitor who agreed to analytics has looked at. No row of selection.owner: looking is not asking us to keep something.
create table selection.seen (
    visitor_id uuid        not null,
    complex_id uuid        not null,
    seen_at    timestamptz not null,
    primary key (visitor_id, complex_id)
);
create index seen_by_age on selection.seen (seen_at);
grant select, insert, update, delete on selection.seen to kvartal_app;
--rollback drop table selection.seen;
