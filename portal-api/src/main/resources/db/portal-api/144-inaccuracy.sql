--liquibase formatted sql

--changeset kvartal:portal-146
-- What a reader says is wrong on a page. No contact is asked for: the mending is the answer.
create table catalogue.inaccuracy (
    id          uuid primary key,
    complex_id  uuid        not null references catalogue.complex (id),
    subject     text        not null check (subject in ('PRICE', 'AVAILABILITY', 'DEADLINE', 'PHOTO', 'OTHER')),
    comment     text        not null check (length(comment) <= 1000),
    lang        text        not null check (lang in ('ru', 'kk', 'en')),
    reported_at timestamptz not null,
    state       text        not null check (state in ('OPEN', 'RESOLVED')),
    answer      text,
    answered_by text,
    answered_at timestamptz,
    check ((state = 'RESOLVED') = (answered_at is not null))
);
create index inaccuracy_open on catalogue.inaccuracy (state, reported_at desc);
grant select, insert, update on catalogue.inaccuracy to kvartal_app;
--rollback drop table catalogue.inaccuracy;
