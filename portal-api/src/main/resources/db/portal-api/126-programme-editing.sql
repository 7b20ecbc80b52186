--liquibase formatted sql

--changeset kvartal:portal-126
-- Staff write versions: a change is a new row, the one before it gets its last day; of an old row only that and the day of the check may change.
alter table mortgage.programme add column changed_by text not null default 'release';
grant insert, update (valid_to, checked_at) on mortgage.programme to kvartal_app;
grant insert on mortgage.programme_cap to kvartal_app;
--rollback alter table mortgage.programme drop column changed_by;

--changeset kvartal:portal-127
-- The number that every change of programmes raises in its own transaction: who keeps them in memory asks it.
create table mortgage.revision (
    single   boolean primary key default true check (single),
    revision bigint not null
);
insert into mortgage.revision (revision) values (1);
grant select, update on mortgage.revision to kvartal_app;
--rollback drop table mortgage.revision;
