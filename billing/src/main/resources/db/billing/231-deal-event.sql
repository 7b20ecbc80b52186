--liquibase formatted sql

--changeset kvartal:billing-231 splitStatements:false
-- Terms of deals until a contract says its own: for how many days a cancelled deal takes its commission back, and by which day of the next month a
-- month is declared.
create table billing.deal_policy (
    valid_from     date primary key,
    claw_back_days int  not null check (claw_back_days between 0 and 730),
    declare_by_day int  not null check (declare_by_day between 1 and 28)
);
grant select on billing.deal_policy to kvartal_app;
insert into billing.deal_policy (valid_from, claw_back_days, declare_by_day) values ('2000-01-01', 90, 5);

-- What happened to a deal after it was declared.
create table billing.deal_event (
    tenant_id   uuid        not null,
    id          uuid        not null,
    deal_id     uuid        not null,
    kind        text        not null check (kind in ('CANCELLED')),
    happened_on date        not null,
    reason      text        not null,
    credit_id   uuid,
    actor       text        not null,
    at          timestamptz not null,
    primary key (tenant_id, id),
    constraint deal_event_once unique (tenant_id, deal_id, kind),
    foreign key (tenant_id, deal_id) references billing.deal (tenant_id, id)
);
alter table billing.deal_event enable row level security;
alter table billing.deal_event force row level security;
create policy tenant on billing.deal_event
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.deal_event
    for each row execute function billing.refuse_change();
grant select, insert on billing.deal_event to kvartal_app;

-- A client whose deal was cancelled may buy after all: then the lead has another deal, and only then.
alter table billing.deal add column attempt int not null default 1 check (attempt >= 1);
alter table billing.deal drop constraint deal_of_lead_once;
alter table billing.deal add constraint deal_of_lead_once unique (tenant_id, lead_id, attempt);
alter table billing.deal drop constraint deal_tenant_id_fixation_id_key;
alter table billing.deal add constraint deal_of_fixation_once unique (tenant_id, fixation_id, attempt);
create function billing.deal_follows_a_cancelled_one() returns trigger language plpgsql as $$
begin
    if exists (select 1 from billing.deal d where d.tenant_id = new.tenant_id and d.fixation_id = new.fixation_id
            and not exists (select 1 from billing.deal_event e
                where e.tenant_id = d.tenant_id and e.deal_id = d.id and e.kind = 'CANCELLED')) then
        raise exception 'a deal of this client stands already' using errcode = 'unique_violation';
    end if;
    return new;
end $$;
create trigger one_deal_stands before insert on billing.deal
    for each row execute function billing.deal_follows_a_cancelled_one();
--rollback drop table billing.deal_event; drop table billing.deal_policy;
