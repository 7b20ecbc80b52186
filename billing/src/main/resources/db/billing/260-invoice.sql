--liquibase formatted sql

--changeset kvartal:billing-260 splitStatements:false
create table billing.invoice (
    tenant_id     uuid        not null,
    id            uuid        not null,
    period        text        not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
    state         text        not null check (state in ('DRAFT', 'FINAL', 'PAID', 'VOID')),
    legal_entity  text        not null references billing.legal_entity (id),
    number        text,
    seller        text        not null check (seller is json object),
    buyer         text        not null check (buyer is json object),
    net_minor     bigint      not null,
    vat_minor     bigint      not null,
    total_minor   bigint      not null check (total_minor >= 0 and total_minor = net_minor + vat_minor),
    currency      char(3)     not null,
    issued_on     date        not null,
    due_on        date        not null,
    created_at    timestamptz not null,
    paid_at       timestamptz,
    gateway_id    text,
    gateway_page  text,
    primary key (tenant_id, id),
    check (state = 'DRAFT' or number is not null),
    check ((state = 'PAID') = (paid_at is not null))
);
create unique index invoice_one_per_period on billing.invoice (tenant_id, period) where state <> 'VOID';
create unique index invoice_number on billing.invoice (tenant_id, legal_entity, number);
create index invoice_by_period on billing.invoice (period);
alter table billing.invoice enable row level security;
alter table billing.invoice force row level security;
create policy tenant on billing.invoice
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);

-- Allowed steps, and nothing of what is printed changes once a number is given.
create function billing.invoice_step() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an invoice is never deleted' using errcode = 'restrict_violation';
    end if;
    if old.state <> new.state
        and (old.state, new.state) not in (('DRAFT', 'FINAL'), ('FINAL', 'PAID'), ('FINAL', 'VOID')) then
        raise exception 'an invoice does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if (to_jsonb(new) - array ['state', 'paid_at', 'gateway_id', 'gateway_page', 'number'])
        is distinct from (to_jsonb(old) - array ['state', 'paid_at', 'gateway_id', 'gateway_page', 'number'])
        or (old.number is not null and new.number is distinct from old.number)
        or (old.gateway_id is not null and new.gateway_id is distinct from old.gateway_id) then
        raise exception 'an invoice is never edited' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger invoice_step before update or delete on billing.invoice
    for each row execute function billing.invoice_step();
grant select, insert on billing.invoice to kvartal_app;
grant update (state, number, paid_at, gateway_id, gateway_page) on billing.invoice to kvartal_app;

create table billing.invoice_line (
    tenant_id   uuid    not null,
    invoice_id  uuid    not null,
    no          int     not null,
    kind        text    not null check (kind in ('LEAD', 'DEAL', 'PLACEMENT', 'CREDIT')),
    complex     text,
    channel     text,
    description text    not null,
    unit_minor  bigint  not null,
    quantity    int     not null check (quantity > 0),
    net_minor   bigint  not null,
    vat_rate    numeric(6, 4) not null,
    vat_minor   bigint  not null,
    currency    char(3) not null,
    primary key (tenant_id, invoice_id, no),
    check (net_minor = unit_minor * quantity),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
alter table billing.invoice_line enable row level security;
alter table billing.invoice_line force row level security;
create policy tenant on billing.invoice_line
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.invoice_line
    for each row execute function billing.refuse_change();
grant select, insert on billing.invoice_line to kvartal_app;

-- Which charges and credits a line stands for. Each stands on one invoice; a void one gives them back.
create table billing.invoice_item (
    tenant_id  uuid    not null,
    id         uuid    not null,
    invoice_id uuid    not null,
    line_no    int     not null,
    charge_id  uuid,
    credit_id  uuid,
    released   boolean not null default false,
    primary key (tenant_id, id),
    check (num_nonnulls(charge_id, credit_id) = 1),
    foreign key (tenant_id, invoice_id, line_no) references billing.invoice_line (tenant_id, invoice_id, no),
    foreign key (tenant_id, charge_id) references billing.charge (tenant_id, id),
    foreign key (tenant_id, credit_id) references billing.credit_note (tenant_id, id)
);
create unique index invoice_item_charge_once on billing.invoice_item (tenant_id, charge_id) where not released;
create unique index invoice_item_credit_once on billing.invoice_item (tenant_id, credit_id) where not released;
create index invoice_item_of_line on billing.invoice_item (tenant_id, invoice_id, line_no);
alter table billing.invoice_item enable row level security;
alter table billing.invoice_item force row level security;
create policy tenant on billing.invoice_item
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert on billing.invoice_item to kvartal_app;
grant update (released) on billing.invoice_item to kvartal_app;

create table billing.payment (
    tenant_id     uuid        not null,
    id            uuid        not null,
    invoice_id    uuid        not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      char(3)     not null,
    gateway_event text        not null,
    received_at   timestamptz not null,
    primary key (tenant_id, id),
    constraint payment_event_once unique (tenant_id, gateway_event),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index payment_of_invoice on billing.payment (tenant_id, invoice_id);
alter table billing.payment enable row level security;
alter table billing.payment force row level security;
create policy tenant on billing.payment
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.payment
    for each row execute function billing.refuse_change();
grant select, insert on billing.payment to kvartal_app;
--rollback drop table billing.payment; drop table billing.invoice_item; drop table billing.invoice_line; drop table billing.invoice; drop function billing.invoice_step();
