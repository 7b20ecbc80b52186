--liquibase formatted sql

--changeset kvartal:billing-330
-- A later fact may move what a standing charge holds: the person (a merge), or the window (a form before the call becomes known).
grant update (scope_key, person, billed_during) on billing.claim to kvartal_app;
grant update (person, channel, billed_during, portal_wide) on billing.portal_claim to kvartal_app;
--rollback revoke update (scope_key, person, billed_during) on billing.claim from kvartal_app; revoke update (person, channel, billed_during, portal_wide) on billing.portal_claim from kvartal_app;
