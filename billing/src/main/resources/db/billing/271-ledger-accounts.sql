--liquibase formatted sql

--changeset kvartal:billing-271
alter table billing.journal drop constraint journal_kind_check;
alter table billing.journal add constraint journal_kind_check check (kind in ('CHARGE', 'CREDIT', 'INVOICE', 'VOID', 'PAYMENT',
    'SETTLEMENT', 'REFUND', 'CHARGEBACK', 'CHARGEBACK_WON', 'PAYOUT', 'WRITE_OFF', 'RECOVERY'));
alter table billing.posting drop constraint posting_account_check;
alter table billing.posting add constraint posting_account_check check (account in ('UNBILLED', 'RECEIVABLE', 'REVENUE', 'VAT',
    'CASH', 'STRIPE_CLEARING', 'CREDITS', 'PREPAID', 'BAD_DEBT', 'FEES'));
--rollback alter table billing.journal drop constraint journal_kind_check; alter table billing.posting drop constraint posting_account_check;
