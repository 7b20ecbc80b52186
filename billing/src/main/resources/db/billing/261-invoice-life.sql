--liquibase formatted sql

--changeset kvartal:billing-261 splitStatements:false
-- A draft lives until its days of grace are over; its lines are not stored before, so its sums are those of its last refresh.
alter table billing.invoice drop constraint invoice_state_check;
alter table billing.invoice add constraint invoice_state_check
    check (state in ('DRAFT', 'FINAL', 'PAID', 'VOID', 'UNCOLLECTIBLE'));
alter table billing.invoice add column changes_until timestamptz;
create index invoice_drafts on billing.invoice (tenant_id, changes_until) where state = 'DRAFT';
grant update (legal_entity, seller, buyer, net_minor, vat_minor, total_minor, issued_on, due_on, changes_until)
    on billing.invoice to kvartal_app;

-- What is counted is copied: the period a line belongs to, the contacts behind it, the invoice that it comes after.
-- billed <= target <= persons <= raw, see InvoiceLine.Counts.
alter table billing.invoice_line
    add column period text check (period ~ '^[0-9]{4}-[0-9]{2}$'),
    add column raw int,
    add column persons int,
    add column target int,
    add column billed int check (billed between 0 and quantity),
    add column credited int check (credited between 0 and quantity),
    add column earlier_invoice uuid,
    add column earlier_number text,
    add constraint invoice_line_counts check (num_nonnulls(raw, persons, target, billed, credited) in (0, 5)),
    add constraint invoice_line_funnel check (billed <= target and target <= persons and persons <= raw),
    add constraint invoice_line_earlier check (num_nonnulls(earlier_invoice, earlier_number) in (0, 2));

-- Allowed steps. A draft may change but for what it is; nothing of what is printed changes once a number is given.
create or replace function billing.invoice_step() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an invoice is never deleted' using errcode = 'restrict_violation';
    end if;
    if old.state <> new.state
        and (old.state, new.state) not in (('DRAFT', 'FINAL'), ('FINAL', 'PAID'), ('FINAL', 'VOID'), ('FINAL', 'UNCOLLECTIBLE'),
            ('UNCOLLECTIBLE', 'PAID'), ('PAID', 'FINAL')) then
        raise exception 'an invoice does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if old.state = 'DRAFT' then
        if (new.tenant_id, new.id, new.period, new.currency, new.created_at)
            is distinct from (old.tenant_id, old.id, old.period, old.currency, old.created_at)
            or (new.number is null) <> (new.state = 'DRAFT') then
            raise exception 'an invoice is never edited' using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if (to_jsonb(new) - array ['state', 'paid_at', 'gateway_id', 'gateway_page'])
        is distinct from (to_jsonb(old) - array ['state', 'paid_at', 'gateway_id', 'gateway_page'])
        or (old.gateway_id is not null and new.gateway_id is distinct from old.gateway_id) then
        raise exception 'an invoice is never edited' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Checked at commit, when all lines of a finalised invoice stand.
create function billing.invoice_adds_up() returns trigger language plpgsql as $$
begin
    if exists (select 1 from (
            select coalesce(sum(net_minor), 0) as net, coalesce(sum(vat_minor), 0) as vat from billing.invoice_line
            where tenant_id = new.tenant_id and invoice_id = new.id) lines
        where lines.net <> new.net_minor or lines.vat <> new.vat_minor) then
        raise exception 'invoice % is not the sum of its lines', new.id
            using errcode = 'check_violation', constraint = 'invoice_adds_up';
    end if;
    return null;
end $$;
create constraint trigger invoice_adds_up after update on billing.invoice
    deferrable initially deferred for each row when (old.state = 'DRAFT' and new.state = 'FINAL')
    execute function billing.invoice_adds_up();
--rollback drop trigger invoice_adds_up on billing.invoice; drop function billing.invoice_adds_up(); alter table billing.invoice_line drop column period, drop column raw, drop column persons, drop column target, drop column billed, drop column credited, drop column earlier_invoice, drop column earlier_number; drop index billing.invoice_drafts; alter table billing.invoice drop column changes_until;
