--liquibase formatted sql

--changeset kvartal:portal-1130
-- A large run counts the tables it has just filled, so that the planner knows them before it goes on.
grant maintain on catalogue.complex, catalogue.building to kvartal_app;
--rollback revoke maintain on catalogue.complex, catalogue.building from kvartal_app;
