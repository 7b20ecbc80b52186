--liquibase formatted sql

--changeset kvartal:billing-250 splitStatements:false
create table billing.credit_note (
    tenant_id     uuid        not null,
    id            uuid        not null,
    charge_id     uuid        not null,
    reason        text        not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    vat_minor     bigint      not null check (vat_minor >= 0),
    currency      char(3)     not null,
    vat_rate      numeric(6, 4) not null,
    note          text        not null,
    actor         text        not null,
    issued_at     timestamptz not null,
    after_invoice boolean     not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, charge_id) references billing.charge (tenant_id, id)
);
create index credit_note_of_charge on billing.credit_note (tenant_id, charge_id);
alter table billing.credit_note enable row level security;
alter table billing.credit_note force row level security;
create policy tenant on billing.credit_note
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.credit_note
    for each row execute function billing.refuse_change();

-- Credits never exceed their charge, also when two of them are written at once: the lock makes the second see the first.
create function billing.credit_within_charge() returns trigger language plpgsql as $$
declare
    charged bigint;
    credited bigint;
    charged_in char(3);
begin
    perform pg_advisory_xact_lock(hashtextextended('billing.credit ' || new.charge_id, 0));
    select amount_minor, currency into charged, charged_in from billing.charge
        where tenant_id = new.tenant_id and id = new.charge_id;
    select coalesce(sum(amount_minor), 0) into credited from billing.credit_note
        where tenant_id = new.tenant_id and charge_id = new.charge_id;
    if charged_in <> new.currency or credited + new.amount_minor > charged then
        raise exception 'credits exceed the charge' using errcode = 'check_violation', constraint = 'credit_within_charge';
    end if;
    return new;
end $$;
create trigger credit_within_charge before insert on billing.credit_note
    for each row execute function billing.credit_within_charge();
grant select, insert on billing.credit_note to kvartal_app;

create table billing.replacement (
    tenant_id    uuid        not null,
    id           uuid        not null,
    charge_id    uuid        not null,
    state        text        not null check (state in ('OWED', 'DELIVERED', 'CREDITED')),
    owed_at      timestamptz not null,
    due_at       timestamptz not null,
    note         text        not null,
    actor        text        not null,
    delivered_by uuid,
    primary key (tenant_id, id),
    unique (tenant_id, charge_id),
    unique (tenant_id, delivered_by),
    check ((state = 'DELIVERED') = (delivered_by is not null)),
    foreign key (tenant_id, charge_id) references billing.charge (tenant_id, id),
    foreign key (tenant_id, delivered_by) references billing.charge (tenant_id, id)
);
create index replacement_due on billing.replacement (tenant_id, due_at) where state = 'OWED';
alter table billing.replacement enable row level security;
alter table billing.replacement force row level security;
create policy tenant on billing.replacement
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.replacement to kvartal_app;
grant update (state, delivered_by) on billing.replacement to kvartal_app;
--rollback drop table billing.replacement; drop table billing.credit_note; drop function billing.credit_within_charge();
