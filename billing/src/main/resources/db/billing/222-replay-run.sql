--liquibase formatted sql

--changeset kvartal:billing-222 splitStatements:false
-- What came of judging everything again. It is the portal's own check, so developers do not see it.
create table billing.replay_run (
    id          uuid        primary key,
    developer   uuid,
    night       date        unique,
    reached     uuid,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    tenants     int         not null check (tenants >= 0),
    done        int         not null default 0 check (done between 0 and tenants),
    derived     bigint      not null default 0,
    kept        bigint      not null default 0,
    walked      bigint      not null default 0,
    unjudged    bigint      not null default 0,
    differences bigint      not null default 0,
    rule_sets   text        not null default '{}' check (rule_sets is json object),
    failure     text
);
create index replay_run_by_time on billing.replay_run (started_at);
grant select, insert on billing.replay_run to kvartal_app;
grant update (finished_at, reached, done, derived, kept, walked, unjudged, differences, rule_sets, failure) on billing.replay_run to kvartal_app;

create table billing.replay_difference (
    run_id     uuid   not null references billing.replay_run (id),
    no         int    not null check (no > 0),
    developer  uuid   not null,
    contact_id uuid   not null,
    assessment uuid,
    kind       text   not null check (kind in ('DERIVED', 'WALKED')),
    rule_set   text   not null,
    stored     text   not null,
    replayed   text   not null,
    primary key (run_id, no)
);
grant select, insert on billing.replay_difference to kvartal_app;
--rollback drop table billing.replay_difference; drop table billing.replay_run;
