--liquibase formatted sql

--changeset kvartal:billing-200 splitStatements:false
create schema billing;
grant usage on schema billing to kvartal_app;

create function billing.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- The portal's companies that invoice. The counter moves in the transaction of the invoice: no gaps.
create table billing.legal_entity (
    id          text   primary key,
    name        text   not null,
    tax_id      text   not null,
    address     text   not null,
    bank        text   not null,
    iban        text   not null,
    country     char(2) not null,
    prefix      text   not null unique,
    next_number bigint not null default 1
);
grant select on billing.legal_entity to kvartal_app;
grant update (next_number) on billing.legal_entity to kvartal_app;
insert into billing.legal_entity (id, name, tax_id, address, bank, iban, country, prefix)
values ('kvartal-kz', 'ТОО «Квартал Онлайн»', '240140012345', 'г. Алматы, ул. Тестовая, 1', 'АО «Банк Пример»',
        'KZ000000000000000000', 'KZ', 'KV');

create table billing.vat_rate (
    country    char(2)       not null,
    valid_from date          not null,
    rate       numeric(6, 4) not null check (rate >= 0 and rate < 1),
    primary key (country, valid_from)
);
grant select on billing.vat_rate to kvartal_app;
insert into billing.vat_rate (country, valid_from, rate)
values ('KZ', '2009-01-01', 0.12), ('KZ', '2026-01-01', 0.16);
--rollback drop schema billing cascade;
