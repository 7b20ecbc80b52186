--liquibase formatted sql

--changeset survey:420-invitation
-- One person asked once in one wave. The link's token is never stored; an answer is written once and stays.
create table survey.invitation (
    id uuid primary key,
    wave_id uuid not null references survey.wave (id),
    recipient_id uuid not null references survey.recipient (id),
    developer_id uuid not null,
    role text not null,
    lang text not null,
    token_hash bytea not null unique,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    score int check (score between 0 and 10),
    answered_at timestamptz check ((answered_at is null) = (score is null)),
    comment text check (comment is null or score is not null),
    unique (wave_id, recipient_id)
);
create index invitation_of_person on survey.invitation (recipient_id, sent_at);
create index invitation_of_developer on survey.invitation (developer_id, sent_at);
grant select, insert on survey.invitation to kvartal_app;
grant update (score, answered_at, comment) on survey.invitation to kvartal_app;
--rollback drop table survey.invitation;
