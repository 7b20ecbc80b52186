--liquibase formatted sql

--changeset lead:301-contact
-- Every raw touch, once: the unique key is what makes a replayed call or a repeated form harmless.
create table lead.contact (
    tenant_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    kind text not null check (kind in ('CALL', 'FORM', 'REASSIGNMENT')),
    source_id text not null,
    channel text not null check (channel in ('CALL', 'FORM', 'CALLBACK', 'MESSENGER')),
    at timestamptz not null,
    answered boolean not null,
    wait_sec int not null check (wait_sec >= 0),
    talk_sec int not null check (talk_sec >= 0),
    name text,
    message text,
    preferred_time text,
    unit_id uuid,
    visitor uuid,
    source text,
    medium text,
    campaign text,
    term text,
    page text,
    confidence text,
    room text,
    exclusion text,
    vendor_target boolean,
    vendor_unique boolean,
    by_call_centre boolean not null default false,
    returned_talk_sec int check (returned_talk_sec >= 0),
    non_target text,
    classified_by text,
    classified_at timestamptz,
    verdict text,
    check ((classified_by is null) = (classified_at is null) and (non_target is null or classified_by is not null)),
    primary key (tenant_id, id),
    unique (tenant_id, kind, source_id),
    foreign key (tenant_id, lead_id) references lead.lead (tenant_id, id)
);
create index contact_of_lead on lead.contact (tenant_id, lead_id, at);
grant select, insert, update on lead.contact to kvartal_app;
alter table lead.contact enable row level security;
alter table lead.contact force row level security;
create policy tenant on lead.contact
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table lead.contact;
