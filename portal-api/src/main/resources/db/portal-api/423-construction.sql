--liquibase formatted sql

--changeset kvartal:portal-423
-- Steps of construction are news too; their value is the day.
alter table alert.told drop constraint told_kind_check;
alter table alert.told add constraint told_kind_check check (kind in ('NEW_COMPLEX', 'NEW_UNITS', 'PRICE_FELL', 'CONSTRUCTION'));
--rollback alter table alert.told drop constraint told_kind_check;
