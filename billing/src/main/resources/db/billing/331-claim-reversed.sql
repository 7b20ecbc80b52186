--liquibase formatted sql

--changeset kvartal:billing-331
-- What a contact was charged before, when it is charged anew; the unique index knows live claims only.
create index claim_reversed_of_contact on billing.claim (tenant_id, contact_id) where reversed;
--rollback drop index billing.claim_reversed_of_contact;
