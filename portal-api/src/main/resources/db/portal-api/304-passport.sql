--liquibase formatted sql

--changeset lead:304-passport
-- The buyer's private address of one request. The token itself is never stored.
create table lead.passport (
    token_hash bytea primary key,
    developer_id uuid,
    lead_id uuid,
    contact_id uuid,
    quarantine_id uuid,
    promised_by timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check ((lead_id is null) <> (quarantine_id is null)),
    check ((lead_id is null) = (developer_id is null) and (lead_id is null) = (contact_id is null))
);
create index passport_of_lead on lead.passport (developer_id, lead_id);
grant select, insert on lead.passport to kvartal_app;
--rollback drop table lead.passport;
