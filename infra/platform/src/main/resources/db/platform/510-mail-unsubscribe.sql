--liquibase formatted sql

--changeset kvartal:platform-510
-- Where one POST ends letters of this kind (RFC 8058).
alter table platform.mail add column unsubscribe text;
--rollback alter table platform.mail drop column unsubscribe;
