--liquibase formatted sql

--changeset kvartal:billing-111 splitStatements:false
-- Terms of claims, by the day from which they hold (RULES 4.3).
create table fixation.policy (
    valid_from       date  primary key,
    conditional_days int   not null check (conditional_days between 1 and 365),
    fixed_days       int   not null check (fixed_days between 1 and 730),
    extension_days   int   not null check (extension_days between 1 and 365),
    tie_minutes      int   not null check (tie_minutes between 0 and 1440),
    reminder_days    int[] not null
);
grant select on fixation.policy to kvartal_app;
insert into fixation.policy (valid_from, conditional_days, fixed_days, extension_days, tie_minutes, reminder_days)
values ('2000-01-01', 30, 60, 30, 5, '{7,3,1}');

alter table fixation.fixation drop constraint fixation_state_check;
alter table fixation.fixation add constraint fixation_state_known check (state in ('REQUESTED', 'UNDER_REVIEW', 'CONDITIONAL',
    'FIXED', 'BOOKED', 'CONVERTED', 'EXPIRED', 'REVOKED', 'REJECTED'));
-- accepted_from: the day that a person of the portal found proven; without it a claim counts from when it was made.
alter table fixation.fixation
    add column accepted_from timestamptz,
    add column proven_at     timestamptz,
    add column proof         text,
    add column proof_hash    text,
    add column client_hint   text,
    add column holder        text,
    add column claimed_by    text,
    add column forgotten_at  timestamptz,
    add column hashed_as     int not null default 1 check (hashed_as in (1, 2)),
    add constraint fixation_proof_comes_first check (proven_at is null or proven_at <= recorded_at),
    add constraint fixation_forgotten_is_a_hash check (forgotten_at is null or num_nonnulls(proof, client_hint) = 0);
alter table fixation.fixation drop constraint fixation_one_claim_holds;
-- A booking has no term of its own: it ends with the deal or with its cancellation.
alter table fixation.fixation add constraint fixation_one_claim_holds exclude using gist (
    tenant_id with =, person with =, (coalesce(complex, '')) with =,
    tstzrange(claimed_at, case when state = 'BOOKED' then null else valid_till end) with &&)
    where (state in ('CONDITIONAL', 'FIXED', 'BOOKED', 'CONVERTED'));
create index fixation_by_term on fixation.fixation (tenant_id, valid_till) where state in ('CONDITIONAL', 'FIXED');
grant update (accepted_from, conflict_at, proof, client_hint, forgotten_at) on fixation.fixation to kvartal_app;

create function fixation.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Every act upon a claim: who, when, why, from where to where. One chain of hashes over all steps of a tenant.
create table fixation.step (
    tenant_id     uuid        not null,
    seq           bigint      not null,
    fixation_id   uuid        not null,
    act           text        not null,
    from_state    text,
    to_state      text        not null,
    at            timestamptz not null,
    actor         text        not null,
    reason        text        not null,
    valid_till    timestamptz not null,
    accepted_from timestamptz,
    extended      int         not null,
    prev_hash     text        not null,
    hash          text        not null,
    primary key (tenant_id, seq),
    foreign key (tenant_id, fixation_id) references fixation.fixation (tenant_id, id)
);
create index step_of_fixation on fixation.step (tenant_id, fixation_id, seq);
alter table fixation.step enable row level security;
alter table fixation.step force row level security;
create policy tenant on fixation.step
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on fixation.step
    for each row execute function fixation.refuse_change();
grant select, insert on fixation.step to kvartal_app;
--rollback drop table fixation.step; drop function fixation.refuse_change(); drop table fixation.policy;
