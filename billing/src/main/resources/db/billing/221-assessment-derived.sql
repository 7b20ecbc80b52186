--liquibase formatted sql

--changeset kvartal:billing-221 splitStatements:false
-- A receipt is derived by the engine from what it was made of, and known by its hash to be the same. Rows from before keep its text.
alter table billing.assessment alter column receipt drop not null;
alter table billing.assessment
    add column fact_seq          int,
    add column price_contract_id uuid,
    add column history           text check (history is json object),
    add column receipt_hash      bytea check (octet_length(receipt_hash) = 32),
    add constraint assessment_explains_itself check (
        receipt is not null or num_nonnulls(fact_seq, price_contract_id, receipt_hash) = 3),
    add foreign key (tenant_id, contact_id, fact_seq) references billing.contact_fact (tenant_id, contact_id, seq);
--rollback alter table billing.assessment drop constraint assessment_explains_itself, drop column fact_seq, drop column price_contract_id, drop column history, drop column receipt_hash;
