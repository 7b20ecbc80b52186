--liquibase formatted sql

--changeset kvartal:billing-314
-- Portal-owned: statement files as they came, and their lines, each stored once however many files tell of it.
create table billing.bank_statement (
    id           uuid primary key,
    sha256       text        not null unique,
    file_name    text        not null,
    format       text        not null check (format in ('MT940', 'CSV')),
    account      text        not null,
    lines        int         not null,
    known_lines  int         not null,
    uploaded_by  text        not null,
    uploaded_at  timestamptz not null,
    applied_at   timestamptz
);
grant select, insert on billing.bank_statement to kvartal_app;
grant update (applied_at) on billing.bank_statement to kvartal_app;

create table billing.bank_line (
    id           uuid primary key,
    statement_id uuid        not null references billing.bank_statement (id),
    line_no      int         not null,
    fingerprint  text        not null unique,
    outgoing     boolean     not null,
    booked_on    date        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     char(3)     not null,
    reference    text        not null,
    payer_name   text        not null,
    payer_bin    text        not null,
    purpose      text        not null,
    state        text        not null check (state in ('NEW', 'MATCHED', 'SUSPENSE', 'OTHER')),
    round        int         not null default 0,
    developer_id uuid,
    note         text        not null default '',
    decided_by   text,
    decided_at   timestamptz,
    check ((state = 'MATCHED') = (developer_id is not null))
);
create index bank_line_of_statement on billing.bank_line (statement_id, line_no);
create index bank_line_by_state on billing.bank_line (state, booked_on);
grant select, insert on billing.bank_line to kvartal_app;
grant update (state, round, developer_id, note, decided_by, decided_at) on billing.bank_line to kvartal_app;
--rollback drop table billing.bank_line; drop table billing.bank_statement;
