--liquibase formatted sql

--changeset kvartal:billing-332
-- A call that replaces a form is paid for from the form on: that is what other developers' contacts are measured against.
alter table billing.portal_claim add column paid_from timestamptz;
update billing.portal_claim set paid_from = lower(billed_during);
alter table billing.portal_claim alter column paid_from set not null;
-- False where a second hold may stand in the window: an earlier contact of another developer became known later, which holds the person until this one
-- is judged again; or a call stands in for its developer's own form, which is no second payment.
alter table billing.portal_claim add column guarded boolean not null default true;
alter table billing.portal_claim drop constraint portal_claim_never_twice;
alter table billing.portal_claim add constraint portal_claim_never_twice exclude using gist (
    person with =, billed_during with &&) where (not reversed and portal_wide and guarded);
-- Persons of whom a developer with such a contract has a contact, charged or not: whoever begins or ends a hold on one of them says so.
create table billing.portal_person (
    person text primary key
);
insert into billing.portal_person select distinct person from billing.portal_claim where portal_wide;
grant select, insert on billing.portal_person to kvartal_app;
grant update (paid_from, guarded) on billing.portal_claim to kvartal_app;
--rollback alter table billing.portal_claim drop constraint portal_claim_never_twice;
--rollback drop table billing.portal_person;
--rollback alter table billing.portal_claim drop column paid_from, drop column guarded;
--rollback alter table billing.portal_claim add constraint portal_claim_never_twice exclude using gist (person with =, billed_during with &&) where (not reversed and portal_wide);
