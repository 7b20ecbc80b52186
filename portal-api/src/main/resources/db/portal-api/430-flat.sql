--liquibase formatted sql

--changeset kvartal:portal-430
-- One flat can be watched too; complex_id is the complex that it stands in.
alter table alert.subscription add unit_id uuid;
alter table alert.subscription drop constraint subscription_subject_check;
alter table alert.subscription drop constraint subscription_check1;
alter table alert.subscription add constraint subscription_subject_check check (subject in ('SEARCH', 'COMPLEX', 'UNIT'));
alter table alert.subscription add constraint subscription_of_complex check ((subject <> 'SEARCH') = (complex_id is not null));
alter table alert.subscription add constraint subscription_of_unit check ((subject = 'UNIT') = (unit_id is not null));
--rollback delete from alert.subscription where subject = 'UNIT';
--rollback alter table alert.subscription drop constraint subscription_subject_check, drop constraint subscription_of_complex, drop constraint subscription_of_unit, drop unit_id;
--rollback alter table alert.subscription add constraint subscription_subject_check check (subject in ('SEARCH', 'COMPLEX'));
--rollback alter table alert.subscription add constraint subscription_check1 check ((subject = 'COMPLEX') = (complex_id is not null));
