--liquibase formatted sql

--changeset kvartal:billing-273
-- The portal's accountant reads the journals of all tenants, newest first.
create index journal_in_time on billing.journal (recorded_at desc, id desc);
--rollback drop index billing.journal_in_time;
