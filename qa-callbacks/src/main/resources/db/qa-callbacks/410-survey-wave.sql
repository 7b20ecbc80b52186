--liquibase formatted sql

--changeset survey:410-wave
create table survey.wave (
    id uuid primary key,
    quarter text not null unique check (quarter ~ '^20[0-9]{2}-Q[1-4]$'),
    started_at timestamptz not null,
    started_by text not null
);
grant select, insert on survey.wave to kvartal_app;
--rollback drop table survey.wave;
