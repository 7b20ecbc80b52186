--liquibase formatted sql

--changeset kvartal:billing-110 splitStatements:false
create schema fixation;
grant usage on schema fixation to kvartal_app;

-- A claim to a client. hash chains a tenant's claims, so that none can be slipped in or dated back unseen.
create table fixation.fixation (
    tenant_id   uuid        not null,
    id          uuid        not null,
    seq         bigint      not null,
    person      text        not null,
    complex     text,
    channel     text        not null check (channel in ('portal', 'agency', 'own')),
    lead_id     uuid,
    state       text        not null check (state in ('UNDER_REVIEW', 'CONDITIONAL', 'FIXED', 'CONVERTED', 'EXPIRED', 'REVOKED', 'REJECTED')),
    claimed_at  timestamptz not null,
    valid_till  timestamptz not null,
    extended    int         not null default 0 check (extended between 0 and 1),
    reason      text,
    conflict_at timestamptz,
    recorded_at timestamptz not null,
    prev_hash   text        not null,
    hash        text        not null,
    primary key (tenant_id, id),
    unique (tenant_id, seq),
    check (valid_till > claimed_at),
    constraint fixation_one_claim_holds exclude using gist (
        tenant_id with =, person with =, (coalesce(complex, '')) with =, tstzrange(claimed_at, valid_till) with &&)
        where (state in ('CONDITIONAL', 'FIXED', 'CONVERTED'))
);
create unique index fixation_of_lead on fixation.fixation (tenant_id, lead_id) where lead_id is not null;
create index fixation_of_person on fixation.fixation (tenant_id, person);
alter table fixation.fixation enable row level security;
alter table fixation.fixation force row level security;
create policy tenant on fixation.fixation
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on fixation.fixation to kvartal_app;
grant update (state, valid_till, extended, reason) on fixation.fixation to kvartal_app;
--rollback drop schema fixation cascade;
