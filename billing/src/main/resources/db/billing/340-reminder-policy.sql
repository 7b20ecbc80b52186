--liquibase formatted sql

--changeset kvartal:billing-340
-- Billing staff change the days and switch steps off and on; two steps may swap their days within one transaction.
alter table billing.reminder_policy drop constraint reminder_policy_days_key;
alter table billing.reminder_policy add constraint reminder_policy_days_once unique (days) deferrable initially deferred;
grant update (days, enabled) on billing.reminder_policy to kvartal_app;
--rollback revoke update (days, enabled) on billing.reminder_policy from kvartal_app;
--rollback alter table billing.reminder_policy drop constraint reminder_policy_days_once;
--rollback alter table billing.reminder_policy add constraint reminder_policy_days_key unique (days);
