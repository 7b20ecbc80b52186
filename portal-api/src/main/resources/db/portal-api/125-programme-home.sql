--liquibase formatted sql

--changeset kvartal:portal-125
-- How long the borrower must have owned no dwelling; 0 = does not matter.
alter table mortgage.programme add column months_without_home int not null default 0 check (months_without_home >= 0);
update mortgage.programme set months_without_home = 18 where code = '7-20-25';
update mortgage.programme set months_without_home = 60 where code in ('nauryz', 'nauryz-social');
--rollback alter table mortgage.programme drop column months_without_home;
