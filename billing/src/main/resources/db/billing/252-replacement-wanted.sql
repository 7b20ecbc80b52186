--liquibase formatted sql

--changeset kvartal:billing-252
-- What would make good for the bad lead: complexes of the same class, and the room class where the bad lead named one.
alter table billing.replacement add column complexes text[];
alter table billing.replacement add column room text;
--rollback alter table billing.replacement drop column complexes; alter table billing.replacement drop column room;
