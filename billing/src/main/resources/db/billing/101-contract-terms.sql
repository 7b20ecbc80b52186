--liquibase formatted sql

--changeset kvartal:billing-101
-- Terms that versions signed before had by usage.
alter table contract.contract
    add column prepaid_months int not null default 1 check (prepaid_months between 1 and 12),
    add column bundle text not null default '[]' check (bundle is json array),
    add column grace_days int not null default 0 check (grace_days between 0 and 30),
    add column vat text not null default 'STANDARD' check (vat in ('STANDARD', 'EXEMPT')),
    add column restrict_after_days int default 30 check (restrict_after_days between 1 and 365),
    add column disputes text not null
        default '{"windowDays":10,"afterRecordingDays":3,"afterInvoiceDays":5,"answerDays":1,"decideDays":3,"replacementDays":10}'
        check (disputes is json object);
alter table contract.contract
    alter column prepaid_months drop default, alter column bundle drop default, alter column grace_days drop default,
    alter column vat drop default, alter column restrict_after_days drop default, alter column disputes drop default;
--rollback alter table contract.contract drop column prepaid_months, drop column bundle, drop column grace_days, drop column vat, drop column restrict_after_days, drop column disputes;
