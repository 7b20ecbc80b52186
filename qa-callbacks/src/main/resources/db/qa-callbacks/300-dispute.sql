--liquibase formatted sql

--changeset dispute:300-schema
create schema dispute;
grant usage on schema dispute to kvartal_app;
--rollback drop schema dispute;

--changeset dispute:300-dispute
create table dispute.dispute (
    tenant_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    charge_id uuid not null,
    complex text not null,
    complex_name text not null,
    reason text not null check (reason in
        ('NON_TARGET', 'DUPLICATE', 'KNOWN_CLIENT', 'NOT_CONNECTED', 'SPAM', 'WRONG_NUMBER', 'WRONG_AREA')),
    comment text not null,
    at_second int check (at_second >= 0),
    state text not null check (state in
        ('OPEN', 'EVIDENCE_NEEDED', 'UNDER_REVIEW', 'LISTENING', 'DECIDED', 'APPEALED', 'FINAL', 'WITHDRAWN')),
    opened_at timestamptz not null,
    opened_by text not null,
    answer_by timestamptz not null,
    decide_by timestamptz not null,
    verdict text check (verdict in ('UPHELD', 'PARTIAL', 'REJECTED')),
    remedy text check (remedy in ('CREDIT', 'REPLACEMENT', 'NONE')),
    credited_minor bigint not null default 0 check (credited_minor >= 0),
    currency char(3) not null,
    note text,
    decided_at timestamptz,
    decided_by text,
    by_silence boolean not null default false,
    version int not null default 1,
    primary key (tenant_id, id),
    check ((verdict is null) = (decided_at is null) and (verdict is null) = (remedy is null))
);
-- A lead is contested once; only a claim that was taken back makes room for another.
create unique index dispute_per_lead on dispute.dispute (tenant_id, lead_id) where state <> 'WITHDRAWN';
create index dispute_by_state on dispute.dispute (tenant_id, state, decide_by);
grant select, insert, update on dispute.dispute to kvartal_app;
alter table dispute.dispute enable row level security;
alter table dispute.dispute force row level security;
create policy tenant on dispute.dispute
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.dispute;
