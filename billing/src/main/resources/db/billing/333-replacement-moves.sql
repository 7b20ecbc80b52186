--liquibase formatted sql

--changeset kvartal:billing-333
-- A contact that is charged anew keeps the lead that is owed for it.
grant update (charge_id) on billing.replacement to kvartal_app;
--rollback revoke update (charge_id) on billing.replacement from kvartal_app;
