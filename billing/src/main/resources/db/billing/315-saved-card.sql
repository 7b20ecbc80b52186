--liquibase formatted sql

--changeset kvartal:billing-315 splitStatements:false
-- The card that a tenant saved at the gateway: what may be shown of it, and whether invoices are paid with it by themselves.
create table billing.saved_card (
    tenant_id   uuid        not null,
    method      text,
    brand       text,
    last4       text        check (last4 ~ '^[0-9]{4}$'),
    exp_month   int         check (exp_month between 1 and 12),
    exp_year    int,
    autopay     boolean     not null default false,
    saved_at    timestamptz,
    failure     text,
    failed_at   timestamptz,
    primary key (tenant_id),
    check (num_nonnulls(method, brand, last4, exp_month, exp_year, saved_at) in (0, 6)),
    check (not autopay or method is not null)
);
alter table billing.saved_card enable row level security;
alter table billing.saved_card force row level security;
create policy tenant on billing.saved_card
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert, update on billing.saved_card to kvartal_app;
--rollback drop table billing.saved_card;
