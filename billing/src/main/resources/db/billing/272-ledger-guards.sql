--liquibase formatted sql

--changeset kvartal:billing-272 splitStatements:false
-- What is left of a journal at commit: two postings at least, of one currency, that sum to zero. A transaction that does not see its postings any
-- more, because it acts for another tenant by then, is refused with the rest.
create function billing.journal_is_whole() returns trigger language plpgsql as $$
declare
    postings   bigint;
    currencies bigint;
    residue    numeric;
begin
    select count(*), count(distinct currency), coalesce(sum(amount_minor), 0) into postings, currencies, residue
    from billing.posting where tenant_id = new.tenant_id and journal_id = new.id;
    if currencies > 1 then
        raise exception 'journal % is of two currencies', new.id
            using errcode = 'check_violation', constraint = 'journal_is_whole';
    elsif residue <> 0 then
        raise exception 'journal % does not sum to zero', new.id
            using errcode = 'check_violation', constraint = 'journal_is_whole';
    elsif postings < 2 then
        raise exception 'journal % has no postings', new.id
            using errcode = 'check_violation', constraint = 'journal_is_whole';
    end if;
    return null;
end $$;
create constraint trigger journal_is_whole after insert on billing.journal
    deferrable initially deferred for each row execute function billing.journal_is_whole();

-- A posting is written with its journal or never: the journal's row is one that this very transaction added.
create function billing.posting_joins_its_journal() returns trigger language plpgsql as $$
begin
    if exists (
        select from added a where not exists (
            select from billing.journal j
            where j.tenant_id = a.tenant_id and j.id = a.journal_id and j.xmin = pg_current_xact_id()::xid)) then
        raise exception 'a journal is never added to' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger posting_joins_its_journal after insert on billing.posting
    referencing new table as added for each statement execute function billing.posting_joins_its_journal();

-- Row triggers do not see TRUNCATE.
create trigger never_emptied before truncate on billing.journal
    for each statement execute function billing.refuse_change();
create trigger never_emptied before truncate on billing.posting
    for each statement execute function billing.refuse_change();
create trigger never_emptied before truncate on billing.charge
    for each statement execute function billing.refuse_change();
create trigger never_emptied before truncate on billing.credit_note
    for each statement execute function billing.refuse_change();
create trigger never_emptied before truncate on billing.invoice_line
    for each statement execute function billing.refuse_change();
create trigger never_emptied before truncate on billing.payment
    for each statement execute function billing.refuse_change();
--rollback drop trigger journal_is_whole on billing.journal; drop trigger posting_joins_its_journal on billing.posting; drop function billing.journal_is_whole(); drop function billing.posting_joins_its_journal(); drop trigger never_emptied on billing.journal; drop trigger never_emptied on billing.posting; drop trigger never_emptied on billing.charge; drop trigger never_emptied on billing.credit_note; drop trigger never_emptied on billing.invoice_line; drop trigger never_emptied on billing.payment;
