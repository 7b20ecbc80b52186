--liquibase formatted sql

--changeset kvartal:billing-265 splitStatements:false
-- What persons and jobs did with an invoice, for its history.
create table billing.invoice_act (
    tenant_id  uuid        not null,
    id         uuid        not null,
    invoice_id uuid        not null,
    act        text        not null check (act in ('DRAFTED', 'FINALISED', 'VOIDED', 'WRITTEN_OFF', 'RECOVERED', 'SETTLED')),
    actor      text        not null,
    reason     text        not null,
    at         timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index invoice_act_of_invoice on billing.invoice_act (tenant_id, invoice_id, at);
alter table billing.invoice_act enable row level security;
alter table billing.invoice_act force row level security;
create policy tenant on billing.invoice_act
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.invoice_act
    for each row execute function billing.refuse_change();
grant select, insert on billing.invoice_act to kvartal_app;
--rollback drop table billing.invoice_act;
