--liquibase formatted sql

--changeset kvartal:billing-300 splitStatements:false
-- When the portal reminds, in days from the due date; data, so that billing changes it without a release. Portal-owned.
create table billing.reminder_policy (
    step    text    primary key check (step ~ '^[A-Z][A-Z0-9_]*$' and step <> 'INVOICE'),
    days    int     not null unique check (days between -30 and 365),
    enabled boolean not null default true
);
grant select on billing.reminder_policy to kvartal_app;
insert into billing.reminder_policy (step, days)
values ('BEFORE_3', -3), ('DUE', 0), ('AFTER_3', 3), ('AFTER_7', 7), ('AFTER_14', 14);

-- Every letter about an invoice, once per step. A letter that had nowhere to go keeps its reason.
create table billing.invoice_letter (
    tenant_id  uuid        not null,
    invoice_id uuid        not null,
    step       text        not null,
    recipient  text        not null,
    problem    text        check (problem in ('no-address')),
    written_at timestamptz not null,
    primary key (tenant_id, invoice_id, step),
    foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
alter table billing.invoice_letter enable row level security;
alter table billing.invoice_letter force row level security;
create policy tenant on billing.invoice_letter
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.invoice_letter
    for each row execute function billing.refuse_change();
grant select, insert on billing.invoice_letter to kvartal_app;
--rollback drop table billing.invoice_letter; drop table billing.reminder_policy;
