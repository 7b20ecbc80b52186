--liquibase formatted sql

--changeset kvartal:billing-211
create index contact_fact_of_lead on billing.contact_fact (tenant_id, lead_id);
--rollback drop index billing.contact_fact_of_lead;
