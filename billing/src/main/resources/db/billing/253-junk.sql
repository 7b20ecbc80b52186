--liquibase formatted sql

--changeset kvartal:billing-253-rule
-- When a charge is credited before anybody asks. Each rule is switched and set by itself; see JunkRule for what the numbers mean.
create table billing.junk_rule (
    code       text        primary key check (code in ('LISTED', 'EXCLUSION', 'MANY_COMPLEXES', 'HUNG_UP', 'VENDOR')),
    enabled    boolean     not null,
    threshold  int         not null check (threshold between 0 and 10000),
    talk_sec   int         not null check (talk_sec between 0 and 3600),
    changed_at timestamptz not null,
    changed_by text        not null
);
grant select on billing.junk_rule to kvartal_app;
grant update (enabled, threshold, talk_sec, changed_at, changed_by) on billing.junk_rule to kvartal_app;
insert into billing.junk_rule (code, enabled, threshold, talk_sec, changed_at, changed_by) values
    ('LISTED', true, 0, 0, '2026-11-01T00:00:00Z', 'system'),
    ('EXCLUSION', true, 0, 0, '2026-11-01T00:00:00Z', 'system'),
    ('MANY_COMPLEXES', true, 3, 60, '2026-11-01T00:00:00Z', 'system'),
    ('HUNG_UP', true, 5, 3, '2026-11-01T00:00:00Z', 'system'),
    ('VENDOR', true, 0, 15, '2026-11-01T00:00:00Z', 'system');
--rollback drop table billing.junk_rule;

--changeset kvartal:billing-253-caller
-- Callers who are known to be spammers or robots, as fingerprints. The portal's own knowledge: no tenant is named and none may read it.
create table billing.junk_caller (
    person    text        primary key,
    code      text        not null check (code in ('spam', 'robot')),
    listed_at timestamptz not null,
    listed_by text        not null,
    note      text        not null
);
grant select, insert, delete on billing.junk_caller to kvartal_app;
--rollback drop table billing.junk_caller;

--changeset kvartal:billing-253-credit
-- One automatic credit per charge, with what was seen. Taken back, it is charged again by another charge; neither is ever edited.
create table billing.junk_credit (
    tenant_id   uuid        not null,
    charge_id   uuid        not null,
    credit_id   uuid        not null,
    rule        text        not null,
    evidence    text        not null check (evidence is json object),
    credited_at timestamptz not null,
    undo_until  timestamptz not null,
    undone_at   timestamptz,
    undone_by   text,
    undo_note   text,
    recharge_id uuid,
    primary key (tenant_id, charge_id),
    unique (tenant_id, credit_id),
    unique (tenant_id, recharge_id),
    check (num_nonnulls(undone_at, undone_by, undo_note, recharge_id) in (0, 4)),
    check (undone_at <= undo_until),
    foreign key (tenant_id, charge_id) references billing.charge (tenant_id, id),
    foreign key (tenant_id, credit_id) references billing.credit_note (tenant_id, id),
    foreign key (tenant_id, recharge_id) references billing.charge (tenant_id, id)
);
create index junk_credit_by_time on billing.junk_credit (tenant_id, credited_at);
alter table billing.junk_credit enable row level security;
alter table billing.junk_credit force row level security;
create policy tenant on billing.junk_credit
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.junk_credit to kvartal_app;
grant update (undone_at, undone_by, undo_note, recharge_id) on billing.junk_credit to kvartal_app;
--rollback drop table billing.junk_credit;
