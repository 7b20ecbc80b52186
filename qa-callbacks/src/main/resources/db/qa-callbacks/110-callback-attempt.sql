--liquibase formatted sql

--changeset callback:110-attempt
-- Every call that was made, once per lease: the unique key makes a repeated answer harmless.
create table callback.attempt (
    id uuid primary key,
    callback_id uuid not null references callback.callback (id),
    lease_no int not null,
    lead_id uuid not null,
    operator text not null,
    operator_name text not null,
    at timestamptz not null,
    result text not null check (result in ('CONTACTED', 'NOT_CONTACTED', 'NO_ANSWER', 'REFUSED', 'WRONG_NUMBER')),
    csi int check (csi between 1 and 5),
    note text,
    unique (callback_id, lease_no)
);
create index attempt_of_lead on callback.attempt (lead_id, at);
create index attempt_of_operator on callback.attempt (operator, at);
grant select, insert on callback.attempt to kvartal_app;
--rollback drop table callback.attempt;
