--liquibase formatted sql

--changeset kvartal:billing-302 splitStatements:false
-- What a developer wants to hear: from which unbilled amount of a month, and in which language the portal writes about money.
create table billing.alert_limit (
    tenant_id   uuid        primary key,
    limit_minor bigint      check (limit_minor > 0),
    currency    char(3)     not null,
    lang        text        not null check (lang in ('ru', 'kk', 'en')),
    set_by      text        not null,
    set_at      timestamptz not null
);
alter table billing.alert_limit enable row level security;
alter table billing.alert_limit force row level security;
create policy tenant on billing.alert_limit
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
grant select, insert, update on billing.alert_limit to kvartal_app;

-- One letter a period.
create table billing.alert_sent (
    tenant_id      uuid        not null,
    period         text        not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
    unbilled_minor bigint      not null,
    limit_minor    bigint      not null,
    recipient      text        not null,
    sent_at        timestamptz not null,
    primary key (tenant_id, period)
);
alter table billing.alert_sent enable row level security;
alter table billing.alert_sent force row level security;
create policy tenant on billing.alert_sent
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
create trigger append_only before update or delete on billing.alert_sent
    for each row execute function billing.refuse_change();
grant select, insert on billing.alert_sent to kvartal_app;
--rollback drop table billing.alert_sent; drop table billing.alert_limit;
