--liquibase formatted sql

--changeset kvartal:billing-251-counter
-- Credit notes are documents with numbers of their own, gapless per seller. The counter is not the invoices': neither waits for the other.
create table billing.credit_counter (
    legal_entity text   primary key references billing.legal_entity (id),
    next_number  bigint not null check (next_number > 1)
);
grant select, insert on billing.credit_counter to kvartal_app;
grant update (next_number) on billing.credit_counter to kvartal_app;
--rollback drop table billing.credit_counter;

--changeset kvartal:billing-251-number splitStatements:false
-- A number is given after the credit is committed, one short transaction per note: whoever credits while money of several tenants moves never holds
-- the counter, so nobody waits for it and nobody dies of it.
create table billing.credit_number (
    tenant_id    uuid        not null,
    credit_id    uuid        not null,
    legal_entity text        not null references billing.legal_entity (id),
    number       text        not null,
    numbered_at  timestamptz not null,
    primary key (tenant_id, credit_id),
    constraint credit_number_once unique (tenant_id, legal_entity, number),
    foreign key (tenant_id, credit_id) references billing.credit_note (tenant_id, id)
);
alter table billing.credit_number enable row level security;
alter table billing.credit_number force row level security;
create policy tenant on billing.credit_number
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.credit_number
    for each row execute function billing.refuse_change();
grant select, insert on billing.credit_number to kvartal_app;

-- What was credited before there were numbers gets them in its order.
select set_config('app.staff', 'liquibase', true);
insert into billing.credit_number (tenant_id, credit_id, legal_entity, number, numbered_at)
select n.tenant_id, n.id, e.id,
    e.prefix || '-C-' || lpad((row_number() over (partition by e.id order by n.issued_at, n.id))::text, 6, '0'), n.issued_at
from billing.credit_note n
join billing.charge c on c.tenant_id = n.tenant_id and c.id = n.charge_id
join contract.contract k on k.tenant_id = c.tenant_id and k.id = c.contract_id
join billing.legal_entity e on e.id = k.legal_entity;
insert into billing.credit_counter (legal_entity, next_number)
select legal_entity, count(*) + 1 from billing.credit_number group by legal_entity;
select set_config('app.staff', '', true);
--rollback drop table billing.credit_number;

--changeset kvartal:billing-251-vat splitStatements:false
-- The VAT of all credits of a charge is never more than the VAT of what they credit, rounded once.
create function billing.credit_vat_within_charge() returns trigger language plpgsql as $$
declare
    net numeric;
    vat numeric;
    rate numeric;
begin
    select vat_rate into rate from billing.charge where tenant_id = new.tenant_id and id = new.charge_id;
    select coalesce(sum(amount_minor), 0), coalesce(sum(vat_minor), 0) into net, vat from billing.credit_note
        where tenant_id = new.tenant_id and charge_id = new.charge_id;
    if rate <> new.vat_rate or vat > round(net * rate) then
        raise exception 'the VAT of the credits exceeds that of the charge'
            using errcode = 'check_violation', constraint = 'credit_vat_within_charge';
    end if;
    return null;
end $$;
create trigger credit_vat_within_charge after insert on billing.credit_note
    for each row execute function billing.credit_vat_within_charge();
--rollback drop trigger credit_vat_within_charge on billing.credit_note; drop function billing.credit_vat_within_charge();
