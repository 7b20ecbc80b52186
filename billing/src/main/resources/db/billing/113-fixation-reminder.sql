--liquibase formatted sql

--changeset kvartal:billing-113 splitStatements:false
-- That a term is about to end is said once for each number of days left; an extended term is another term.
create table fixation.reminder (
    tenant_id   uuid        not null,
    fixation_id uuid        not null,
    valid_till  timestamptz not null,
    days        int         not null,
    told_at     timestamptz not null,
    primary key (tenant_id, fixation_id, valid_till, days),
    foreign key (tenant_id, fixation_id) references fixation.fixation (tenant_id, id)
);
alter table fixation.reminder enable row level security;
alter table fixation.reminder force row level security;
create policy tenant on fixation.reminder
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on fixation.reminder
    for each row execute function fixation.refuse_change();
grant select, insert on fixation.reminder to kvartal_app;
--rollback drop table fixation.reminder;
