--liquibase formatted sql

--changeset kvartal:portal-220
create schema call;
grant usage on schema call to kvartal_app;

-- Who may post to our hooks: a provider's account, of one developer or of the portal. Only the hash of its secret is kept.
create table call.account (
    id           uuid primary key,
    provider     text    not null,
    secret_hash  bytea   not null unique,
    developer_id uuid,
    field_map    jsonb,
    active       boolean not null default true
);
grant select, insert, update on call.account to kvartal_app;
--rollback drop schema call cascade;

--changeset kvartal:portal-221
-- What providers sent, word for word and sealed, before anything is made of it. The same notice twice is one row.
create table call.inbox (
    id           uuid primary key,
    provider     text        not null,
    account_id   uuid references call.account (id),
    event        text        not null,
    external_id  text        not null,
    content_type text        not null,
    query_enc    bytea       not null,
    body_enc     bytea       not null,
    body_hmac    bytea       not null,
    received_at  timestamptz not null,
    state        text        not null check (state in ('pending', 'done', 'parked', 'unreadable')),
    attempts     integer     not null default 0,
    next_at      timestamptz not null,
    reason       text,
    unique (provider, external_id, event, body_hmac)
);
create index inbox_pending on call.inbox (next_at) where state = 'pending';
create index inbox_by_age on call.inbox (received_at);
grant select, insert, update, delete on call.inbox to kvartal_app;
--rollback drop table call.inbox;

--changeset kvartal:portal-222
-- One call at one provider, whatever number of notices tells of it. Its lock puts them in a row. A call that led to no complex stays here for staff.
create table call.session (
    provider     text        not null,
    external_id  text        not null,
    call_id      uuid        not null unique,
    state        text        not null check (state in ('open', 'attributed', 'unattributed')),
    developer_id uuid,
    seen_at      timestamptz not null,
    dialled      text,
    caller_enc   bytea,
    started_at   timestamptz,
    outcome      text,
    wait_sec     integer,
    talk_sec     integer,
    primary key (provider, external_id),
    check ((state = 'attributed') = (developer_id is not null))
);
create index session_unattributed on call.session (started_at desc) where state = 'unattributed';
grant select, insert, update on call.session to kvartal_app;
--rollback drop table call.session;

--changeset kvartal:portal-223
create table call.call (
    tenant_id       uuid        not null,
    id              uuid        not null,
    provider        text        not null,
    external_id     text        not null,
    complex_id      uuid        not null,
    complex         text        not null,
    direction       text        not null check (direction in ('in', 'out', 'callback')),
    caller_enc      bytea,
    caller_hmac     bytea,
    dialled         text,
    visitor_id      uuid,
    started_at      timestamptz not null,
    received_at     timestamptz not null,
    answered        boolean     not null,
    wait_sec        integer     not null check (wait_sec >= 0),
    talk_sec        integer     not null check (talk_sec >= 0),
    outcome         text        not null check (outcome in ('answered', 'missed', 'busy', 'failed', 'voicemail')),
    vendor_target   boolean,
    vendor_repeated boolean,
    source          text,
    medium          text,
    campaign        text,
    term            text,
    page            text,
    confidence      text        not null check (confidence in ('EXACT', 'SHARED', 'LATE', 'MEMORY', 'STATIC', 'NONE')),
    primary key (tenant_id, id),
    unique (tenant_id, provider, external_id)
);
create index call_by_time on call.call (tenant_id, started_at desc, id desc);
create index call_by_caller on call.call (tenant_id, caller_hmac, started_at desc);
grant select, insert, update on call.call to kvartal_app;
alter table call.call enable row level security;
alter table call.call force row level security;
create policy tenant on call.call
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table call.call;

--changeset kvartal:portal-224
-- The sound of a call. Its bytes lie in the object store under the hash of what they are.
create table call.recording (
    tenant_id    uuid        not null,
    call_id      uuid        not null,
    state        text        not null check (state in ('EXPECTED', 'FETCHING', 'STORED', 'ABSENT', 'PURGED')),
    url_enc      bytea,
    object_key   text,
    content_type text,
    bytes        bigint,
    sha256       text,
    duration_ms  integer,
    peaks        bytea,
    changed_at   timestamptz not null,
    stored_at    timestamptz,
    primary key (tenant_id, call_id),
    foreign key (tenant_id, call_id) references call.call (tenant_id, id),
    check ((state = 'STORED') = (object_key is not null))
);
create index recording_by_age on call.recording (tenant_id, stored_at) where state = 'STORED';
grant select, insert, update on call.recording to kvartal_app;
alter table call.recording enable row level security;
alter table call.recording force row level security;
create policy tenant on call.recording
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table call.recording;

--changeset kvartal:portal-225
-- Recordings still to be fetched or given up; a row is gone when that is done.
create table call.recording_task (
    call_id      uuid primary key,
    developer_id uuid        not null,
    provider     text        not null,
    url_enc      bytea,
    attempts     integer     not null default 0,
    next_at      timestamptz not null,
    give_up_at   timestamptz not null
);
create index recording_task_due on call.recording_task (next_at);
grant select, insert, update, delete on call.recording_task to kvartal_app;
--rollback drop table call.recording_task;

--changeset kvartal:portal-226
-- Where calls were sent while they rang, and why.
create table call.routing (
    id          uuid primary key,
    at          timestamptz not null,
    provider    text        not null,
    external_id text,
    dialled     text,
    complex     text,
    reason      text        not null,
    target      text        not null,
    took_ms     integer     not null
);
create index routing_by_time on call.routing (at);
grant select, insert, delete on call.routing to kvartal_app;
--rollback drop table call.routing;
