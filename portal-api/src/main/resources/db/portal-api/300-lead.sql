--liquibase formatted sql

--changeset lead:300-schema
create schema lead;
grant usage on schema lead to kvartal_app;
--rollback drop schema lead;

--changeset lead:300-lead
-- One person's interest in one complex. Handling says whose phone rings; taken_at opens the phone to the developer.
create table lead.lead (
    tenant_id uuid not null,
    id uuid not null,
    complex_id uuid not null,
    complex text not null,
    complex_name text not null,
    unit_id uuid,
    person bytea,
    phone_enc bytea,
    name text,
    locale text not null check (locale in ('ru', 'kk', 'en')),
    channel text not null check (channel in ('CALL', 'FORM', 'CALLBACK', 'MESSENGER')),
    source text,
    medium text,
    campaign text,
    term text,
    page text,
    confidence text,
    visitor uuid,
    stage text not null check (stage in ('NEW', 'IN_WORK', 'SHOWING', 'BOOKING', 'DEAL', 'REFUSED')),
    refusal text check ((stage = 'REFUSED') = (refusal is not null)),
    handling text not null check (handling in ('DEVELOPER', 'CALL_CENTRE')),
    model text not null check (model in ('CPL', 'CPT', 'PLACEMENT', 'FREE')),
    taken_at timestamptz,
    qualified text,
    verdict text,
    disputed boolean not null default false,
    assignee text,
    promised_by timestamptz,
    promise_kept_at timestamptz,
    broken_minutes int not null default 0,
    first_contact_at timestamptz,
    withdrawn_at timestamptz,
    lost_at timestamptz,
    lost_reason text check ((lost_at is null) = (lost_reason is null)),
    created_at timestamptz not null,
    last_contact_at timestamptz not null,
    version int not null default 1,
    primary key (tenant_id, id)
);
create index lead_recent on lead.lead (tenant_id, created_at desc, id desc);
create index lead_person on lead.lead (tenant_id, person, complex_id, last_contact_at desc) where person is not null;
create index lead_waiting on lead.lead (tenant_id, promised_by) where promise_kept_at is null and lost_at is null;
grant select, insert, update on lead.lead to kvartal_app;
alter table lead.lead enable row level security;
alter table lead.lead force row level security;
create policy tenant on lead.lead
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table lead.lead;
