--liquibase formatted sql

--changeset lead:307-reassignment
-- Which lead became which: the portal's own knowledge, since neither developer may see the other.
create table lead.reassignment (
    from_developer uuid not null,
    from_lead uuid not null,
    to_developer uuid not null,
    to_lead uuid not null,
    actor text not null,
    at timestamptz not null,
    primary key (from_developer, from_lead)
);
create index reassignment_to on lead.reassignment (to_developer, to_lead);
grant select, insert on lead.reassignment to kvartal_app;
--rollback drop table lead.reassignment;
