--liquibase formatted sql

--changeset kvartal:billing-232 splitStatements:false
-- A developer's word on the deals of a month. Of deals with people whom the portal does not know only the number is kept.
create table billing.deal_declaration (
    tenant_id   uuid        not null,
    period      text        not null check (period ~ '^\d{4}-\d{2}$'),
    version     int         not null check (version >= 1),
    lines       int         not null check (lines >= 0),
    unknown     int         not null check (unknown between 0 and lines),
    declared_by text        not null,
    declared_at timestamptz not null,
    primary key (tenant_id, period, version)
);
alter table billing.deal_declaration enable row level security;
alter table billing.deal_declaration force row level security;
create policy tenant on billing.deal_declaration
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.deal_declaration
    for each row execute function billing.refuse_change();
grant select, insert on billing.deal_declaration to kvartal_app;

-- A declared deal with a person whom the portal holds or held. why: what makes a person of the portal look at it.
create table billing.declared_deal (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    period             text        not null,
    contract_no        text        not null,
    signed_on          date        not null,
    paid_on            date        not null,
    contract_sum_minor bigint      not null check (contract_sum_minor > 0),
    currency           char(3)     not null,
    flat               text        not null,
    complex            text,
    fixation_id        uuid        not null,
    state              text        not null check (state in ('PENDING', 'DEAL', 'NO_DEAL')),
    why                text        not null,
    deal_id            uuid,
    declared_at        timestamptz not null,
    decided_by         text,
    decided_at         timestamptz,
    reason             text,
    primary key (tenant_id, id),
    constraint declared_deal_once unique (tenant_id, contract_no),
    constraint declared_deal_has_its_deal check ((state = 'DEAL') = (deal_id is not null)),
    foreign key (tenant_id, deal_id) references billing.deal (tenant_id, id)
);
create index declared_deal_by_period on billing.declared_deal (tenant_id, period);
alter table billing.declared_deal enable row level security;
alter table billing.declared_deal force row level security;
create policy tenant on billing.declared_deal
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.declared_deal to kvartal_app;
grant update (state, fixation_id, deal_id, decided_by, decided_at, reason) on billing.declared_deal to kvartal_app;

-- That a month was not declared in time is said once.
create table billing.declaration_reminder (
    tenant_id uuid        not null,
    period    text        not null,
    told_at   timestamptz not null,
    primary key (tenant_id, period)
);
alter table billing.declaration_reminder enable row level security;
alter table billing.declaration_reminder force row level security;
create policy tenant on billing.declaration_reminder
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.declaration_reminder
    for each row execute function billing.refuse_change();
grant select, insert on billing.declaration_reminder to kvartal_app;

-- A deal of which the portal heard before anybody declared it.
create table billing.deal_suspicion (
    tenant_id   uuid        not null,
    lead_id     uuid        not null,
    heard_at    timestamptz not null,
    heard_from  text        not null,
    description text        not null,
    primary key (tenant_id, lead_id)
);
alter table billing.deal_suspicion enable row level security;
alter table billing.deal_suspicion force row level security;
create policy tenant on billing.deal_suspicion
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.deal_suspicion
    for each row execute function billing.refuse_change();
grant select, insert on billing.deal_suspicion to kvartal_app;
--rollback drop table billing.deal_suspicion, billing.declaration_reminder, billing.declared_deal, billing.deal_declaration;
