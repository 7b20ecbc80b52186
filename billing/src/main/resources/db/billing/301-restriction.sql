--liquibase formatted sql

--changeset kvartal:billing-301 splitStatements:false
-- A developer whose contacts go to the portal's call centre because an invoice is overdue beyond the contract's limit; open until it is lifted.
create table billing.restriction (
    tenant_id  uuid        not null,
    id         uuid        not null,
    invoice_id uuid        not null,
    after_days int         not null check (after_days > 0),
    since      timestamptz not null,
    lifted_at  timestamptz,
    lifted_why text        check (lifted_why in ('SETTLED', 'GRACE')),
    primary key (tenant_id, id),
    check ((lifted_at is null) = (lifted_why is null)),
    check (lifted_at >= since),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create unique index restriction_one_open on billing.restriction (tenant_id) where lifted_at is null;
alter table billing.restriction enable row level security;
alter table billing.restriction force row level security;
create policy tenant on billing.restriction
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.restriction to kvartal_app;
grant update (lifted_at, lifted_why) on billing.restriction to kvartal_app;

-- Until this day, inclusive, the portal does not restrict, however overdue; who said so and why.
create table billing.restriction_grace (
    tenant_id  uuid        not null,
    id         uuid        not null,
    until      date        not null,
    reason     text        not null check (reason <> ''),
    actor      text        not null,
    granted_at timestamptz not null,
    primary key (tenant_id, id)
);
create index restriction_grace_until on billing.restriction_grace (tenant_id, until desc);
alter table billing.restriction_grace enable row level security;
alter table billing.restriction_grace force row level security;
create policy tenant on billing.restriction_grace
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.restriction_grace
    for each row execute function billing.refuse_change();
grant select, insert on billing.restriction_grace to kvartal_app;
--rollback drop table billing.restriction_grace; drop table billing.restriction;
