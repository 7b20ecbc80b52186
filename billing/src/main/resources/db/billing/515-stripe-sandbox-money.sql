--liquibase formatted sql

--changeset kvartal:billing-515
alter table stripe_sandbox.object drop constraint object_kind_check;
alter table stripe_sandbox.object add constraint object_kind_check check (kind in ('customer', 'invoice', 'invoiceitem', 'event',
    'payment_intent', 'charge', 'invoice_payment', 'payment_method', 'checkout.session', 'setup_intent', 'refund', 'dispute',
    'balance_transaction', 'payout'));
create index object_by_payment on stripe_sandbox.object ((body ->> 'payment_intent'), kind) where body ->> 'payment_intent' is not null;
create index object_by_source on stripe_sandbox.object ((body ->> 'source')) where kind = 'balance_transaction';
--rollback drop index stripe_sandbox.object_by_payment; drop index stripe_sandbox.object_by_source;
