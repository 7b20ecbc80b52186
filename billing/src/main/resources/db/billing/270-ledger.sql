--liquibase formatted sql

--changeset kvartal:billing-270 splitStatements:false
create table billing.journal (
    tenant_id   uuid        not null,
    id          uuid        not null,
    kind        text        not null check (kind in ('CHARGE', 'CREDIT', 'INVOICE', 'VOID', 'PAYMENT')),
    reference   uuid        not null,
    recorded_at timestamptz not null,
    primary key (tenant_id, id),
    constraint journal_once unique (tenant_id, kind, reference)
);
create index journal_by_time on billing.journal (tenant_id, recorded_at);
alter table billing.journal enable row level security;
alter table billing.journal force row level security;
create policy tenant on billing.journal
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.journal
    for each row execute function billing.refuse_change();
grant select, insert on billing.journal to kvartal_app;

-- Debit is positive, credit negative.
create table billing.posting (
    tenant_id    uuid    not null,
    journal_id   uuid    not null,
    line         int     not null,
    account      text    not null check (account in ('UNBILLED', 'RECEIVABLE', 'REVENUE', 'VAT', 'CASH', 'STRIPE_CLEARING', 'CREDITS')),
    amount_minor bigint  not null check (amount_minor <> 0),
    currency     char(3) not null,
    primary key (tenant_id, journal_id, line),
    foreign key (tenant_id, journal_id) references billing.journal (tenant_id, id)
);
create index posting_by_account on billing.posting (tenant_id, account);
alter table billing.posting enable row level security;
alter table billing.posting force row level security;
create policy tenant on billing.posting
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.posting
    for each row execute function billing.refuse_change();
grant select, insert on billing.posting to kvartal_app;

-- Checked at commit, when all postings of a journal stand.
create function billing.journal_balances() returns trigger language plpgsql as $$
begin
    if exists (select currency from billing.posting
               where tenant_id = new.tenant_id and journal_id = new.journal_id
               group by currency having sum(amount_minor) <> 0) then
        raise exception 'journal % does not sum to zero', new.journal_id
            using errcode = 'check_violation', constraint = 'journal_balances';
    end if;
    return null;
end $$;
create constraint trigger journal_balances after insert on billing.posting
    deferrable initially deferred for each row execute function billing.journal_balances();
--rollback drop table billing.posting; drop table billing.journal; drop function billing.journal_balances();
