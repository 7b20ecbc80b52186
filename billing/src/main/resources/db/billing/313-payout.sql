--liquibase formatted sql

--changeset kvartal:billing-313 splitStatements:false
-- One tenant's share of what the gateway paid out. It is negative when refunds and chargebacks outweigh the payments.
create table billing.payout (
    tenant_id    uuid        not null,
    id           uuid        not null,
    gateway_id   text        not null,
    amount_minor bigint      not null,
    fee_minor    bigint      not null,
    currency     char(3)     not null,
    arrived_on   date        not null,
    booked_at    timestamptz not null,
    primary key (tenant_id, id),
    constraint payout_once unique (tenant_id, gateway_id)
);
alter table billing.payout enable row level security;
alter table billing.payout force row level security;
create policy tenant on billing.payout
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.payout
    for each row execute function billing.refuse_change();
grant select, insert on billing.payout to kvartal_app;
--rollback drop table billing.payout;
