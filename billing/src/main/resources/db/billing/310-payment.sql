--liquibase formatted sql

--changeset kvartal:billing-310
-- Money that came, for an invoice or into the balance, and what was taken back of it: a taking back is a row of its own, with a negative amount.
alter table billing.payment alter column invoice_id drop not null;
alter table billing.payment
    add column kind text not null default 'RECEIVED' check (kind in ('RECEIVED', 'REVERSED', 'CHARGEBACK', 'CHARGEBACK_WON')),
    add column source text not null default 'STRIPE' check (source in ('STRIPE', 'BANK', 'MANUAL')),
    add column gateway_payment text,
    add column bank_line uuid,
    add column reverses uuid,
    add column note text not null default '',
    add column recorded_by text not null default 'stripe';
alter table billing.payment drop constraint payment_amount_minor_check;
alter table billing.payment add constraint payment_amount_has_its_sign
    check (amount_minor <> 0 and (amount_minor > 0) = (kind in ('RECEIVED', 'CHARGEBACK_WON')));
alter table billing.payment add constraint payment_reversal_names_it check ((kind = 'REVERSED') = (reverses is not null));
alter table billing.payment add constraint payment_reversed_once unique (tenant_id, reverses);
alter table billing.payment add constraint payment_reverses_own foreign key (tenant_id, reverses) references billing.payment (tenant_id, id);
create index payment_by_time on billing.payment (tenant_id, received_at);
create index payment_of_gateway on billing.payment (tenant_id, gateway_payment);
create index payment_of_line on billing.payment (tenant_id, bank_line);
--rollback alter table billing.payment drop column kind, drop column source, drop column gateway_payment, drop column bank_line, drop column reverses, drop column note, drop column recorded_by;
