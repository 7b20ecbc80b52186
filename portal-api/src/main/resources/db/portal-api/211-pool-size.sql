--liquibase formatted sql

--changeset kvartal:portal-218
-- Numbers of the pool. A click on "show number" needs it, and counting would make the largest pools the slowest.
alter table number.pool add column size int not null default 0;
update number.pool p set size = (select count(*) from number.line n where n.pool_id = p.id and n.active and n.kind = 'dynamic');
--rollback alter table number.pool drop column size;
