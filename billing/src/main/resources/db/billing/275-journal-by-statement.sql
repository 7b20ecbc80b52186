--liquibase formatted sql

--changeset kvartal:billing-275 splitStatements:false
-- A journal and its postings are written by one statement, so what the statement adds is looked at as a whole, once. Looked at row by row at commit, a
-- million journals cost more than all else of a billing run; and a plan made while the table was empty read all postings of the developer for each.
-- So these functions plan anew every time: they run once for a statement.
drop trigger journal_balances on billing.posting;
drop function billing.journal_balances();
drop trigger posting_joins_its_journal on billing.posting;
drop function billing.posting_joins_its_journal();
drop trigger journal_is_whole on billing.journal;
drop function billing.journal_is_whole();

create function billing.journal_has_postings() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $$
begin
    if exists (
        select from added a where not exists (
            select from billing.posting p where p.tenant_id = a.tenant_id and p.journal_id = a.id)) then
        raise exception 'a journal has no postings' using errcode = 'check_violation', constraint = 'journal_has_postings';
    end if;
    return null;
end $$;
create trigger journal_has_postings after insert on billing.journal
    referencing new table as added for each statement execute function billing.journal_has_postings();

-- Two postings at least, of one currency, that sum to zero, and no others: a journal is never added to. Who acts for another tenant sees none of them, and
-- is refused with the rest.
create function billing.journal_is_whole() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $$
declare
    broken record;
begin
    select a.* into broken from (
        select tenant_id, journal_id, count(*) as lines, count(distinct currency) as currencies, sum(amount_minor) as residue
        from added group by tenant_id, journal_id) a
    where a.lines < 2 or a.currencies > 1 or a.residue <> 0 or a.lines <> (
        select count(*) from billing.posting p where p.tenant_id = a.tenant_id and p.journal_id = a.journal_id)
    limit 1;
    if not found then
        return null;
    elsif broken.currencies > 1 then
        raise exception 'journal % is of two currencies', broken.journal_id
            using errcode = 'check_violation', constraint = 'journal_is_whole';
    elsif broken.residue <> 0 then
        raise exception 'journal % does not sum to zero', broken.journal_id
            using errcode = 'check_violation', constraint = 'journal_is_whole';
    end if;
    raise exception 'a journal is never added to' using errcode = 'restrict_violation';
end $$;
create trigger journal_is_whole after insert on billing.posting
    referencing new table as added for each statement execute function billing.journal_is_whole();
--rollback drop trigger journal_is_whole on billing.posting; drop function billing.journal_is_whole(); drop trigger journal_has_postings on billing.journal; drop function billing.journal_has_postings();
