--liquibase formatted sql

--changeset kvartal:billing-100 splitStatements:false
create extension if not exists btree_gist;
create schema contract;
grant usage on schema contract to kvartal_app;

-- One version of one tenant's agreement; valid_to is the first day no longer in force.
create table contract.contract (
    tenant_id         uuid        not null,
    id                uuid        not null,
    version           int         not null check (version > 0),
    valid_from        date        not null,
    valid_to          date,
    zone              text        not null,
    model             text        not null check (model in ('CPL', 'CPT', 'PLACEMENT', 'FREE')),
    terms             text        not null check (terms is json object),
    complex_terms     text        not null check (complex_terms is json object),
    prices            text        not null check (prices is json array),
    hours             text        not null check (hours is json object),
    party             text        not null check (party is json object),
    monthly_fee_minor bigint      check (monthly_fee_minor > 0),
    commission_minor  bigint      check (commission_minor > 0),
    commission_percent numeric(7, 4) check (commission_percent > 0 and commission_percent <= 100),
    currency          char(3)     not null,
    monthly_lead_plan int         not null check (monthly_lead_plan >= 0),
    due_days          int         not null check (due_days between 0 and 180),
    legal_entity      text        not null,
    signed_at         timestamptz not null,
    signed_by         text        not null,
    primary key (tenant_id, id),
    unique (tenant_id, version),
    check (valid_to > valid_from),
    check (model <> 'PLACEMENT' or monthly_fee_minor is not null),
    check (model <> 'CPT' or num_nonnulls(commission_minor, commission_percent) = 1),
    constraint contract_versions_never_overlap
        exclude using gist (tenant_id with =, daterange(valid_from, valid_to) with &&)
);
alter table contract.contract enable row level security;
alter table contract.contract force row level security;
create policy tenant on contract.contract
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);

-- What was signed stays: the only change ever is the closing of a version, once.
create function contract.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.valid_to is not null
        or to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
        raise exception 'a signed contract is never edited' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger signed_is_final before update or delete on contract.contract
    for each row execute function contract.refuse_change();
grant select, insert on contract.contract to kvartal_app;
grant update (valid_to) on contract.contract to kvartal_app;
--rollback drop schema contract cascade;
