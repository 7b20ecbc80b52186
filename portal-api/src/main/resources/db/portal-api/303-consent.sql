--liquibase formatted sql

--changeset lead:303-consent
-- What the buyer agreed to, in which words, and when it was taken back. Only the withdrawal may be written later.
create table lead.consent (
    tenant_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    person bytea,
    purpose text not null check (purpose in ('contact', 'share', 'quality', 'marketing')),
    text_version text not null,
    channel text not null check (channel in ('form', 'api', 'call', 'verbal', 'reassignment')),
    evidence text not null,
    given_at timestamptz not null,
    revoked_at timestamptz check (revoked_at >= given_at),
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead.lead (tenant_id, id)
);
create index consent_of_lead on lead.consent (tenant_id, lead_id, purpose, given_at);
grant select, insert, update (revoked_at) on lead.consent to kvartal_app;
alter table lead.consent enable row level security;
alter table lead.consent force row level security;
create policy tenant on lead.consent
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table lead.consent;
