--liquibase formatted sql

--changeset kvartal:platform-110
create table platform.outbox (
    id           uuid primary key,
    at           timestamptz not null,
    developer_id uuid,
    type         text        not null,
    body         jsonb       not null,
    fanned_out   boolean     not null default false
);
create index outbox_waiting on platform.outbox (id) where not fanned_out;
grant select, insert, update on platform.outbox to kvartal_app;

-- One row for each consumer of a message: a consumer that fails holds up nobody else.
create table platform.outbox_delivery (
    message_id uuid        not null references platform.outbox (id),
    consumer   text        not null,
    state      text        not null default 'DUE' check (state in ('DUE', 'DONE', 'PARKED')),
    attempts   int         not null default 0,
    due_at     timestamptz not null,
    done_at    timestamptz,
    error      text,
    primary key (message_id, consumer)
);
create index outbox_delivery_due on platform.outbox_delivery (message_id, consumer) where state = 'DUE';
grant select, insert, update on platform.outbox_delivery to kvartal_app;
--rollback drop table platform.outbox_delivery; drop table platform.outbox;
