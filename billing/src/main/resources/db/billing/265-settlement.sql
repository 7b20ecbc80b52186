--liquibase formatted sql

--changeset kvartal:billing-265 splitStatements:false
-- The balance pays an invoice: money that was received before is used now.
create table billing.settlement (
    tenant_id    uuid        not null,
    id           uuid        not null,
    invoice_id   uuid        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     char(3)     not null,
    settled_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index settlement_of_invoice on billing.settlement (tenant_id, invoice_id);
alter table billing.settlement enable row level security;
alter table billing.settlement force row level security;
create policy tenant on billing.settlement
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.settlement
    for each row execute function billing.refuse_change();
grant select, insert on billing.settlement to kvartal_app;
--rollback drop table billing.settlement;
