--liquibase formatted sql

--changeset kvartal:portal-110
-- A run and what it found; developer_id refers to catalogue.developer. Warnings are kept as the run's own document.
create table catalogue.import_run (
    id           uuid primary key,
    developer_id uuid        not null references catalogue.developer (id),
    state        text        not null check (state in ('APPLIED', 'HELD', 'SUPERSEDED')),
    actor        text        not null,
    format       text        not null,
    offers       int         not null,
    created      int         not null,
    updated      int         not null,
    unchanged    int         not null,
    vanished     int         not null,
    rejected     int         not null,
    warnings     jsonb       not null,
    finished_at  timestamptz not null,
    released_by  text
);
create index import_run_latest on catalogue.import_run (finished_at desc);
create index import_run_held on catalogue.import_run (developer_id) where state = 'HELD';
grant select, insert, update on catalogue.import_run to kvartal_app;
--rollback drop table catalogue.import_run;

--changeset kvartal:portal-111
-- Offers of a run that is not yet applied. payload is null for an offer that was rejected: its unit stays as it was.
create table catalogue.staged_offer (
    run_id       uuid not null,
    seq          int  not null,
    external_id  text not null,
    content_hash text not null,
    payload      jsonb,
    staged_at    timestamptz not null default now(),
    primary key (run_id, seq)
);
grant select, insert, delete on catalogue.staged_offer to kvartal_app;
--rollback drop table catalogue.staged_offer;
