--liquibase formatted sql

--changeset kvartal:billing-102 splitStatements:false
-- A next version that people still work on; afterwards the record of what was approved or discarded.
create table contract.draft (
    tenant_id      uuid        not null,
    id             uuid        not null,
    version        int         not null check (version > 0),
    state          text        not null check (state in ('OPEN', 'APPROVED', 'DISCARDED')),
    content        text        not null check (content is json object),
    note           text        not null check (length(note) <= 1000),
    author         text        not null,
    author_name    text        not null,
    created_at     timestamptz not null,
    editor         text        not null,
    editor_name    text        not null,
    edited_at      timestamptz not null,
    closed_by      text,
    closed_by_name text,
    closed_at      timestamptz,
    contract       uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, contract) references contract.contract (tenant_id, id),
    check ((state = 'OPEN') = (closed_by is null)),
    check (num_nonnulls(closed_by, closed_by_name, closed_at) in (0, 3)),
    check ((state = 'APPROVED') = (contract is not null)),
    constraint draft_approved_by_another check (state <> 'APPROVED' or closed_by <> editor)
);
create unique index draft_one_open on contract.draft (tenant_id) where state = 'OPEN';
create unique index draft_contract on contract.draft (tenant_id, contract) where contract is not null;
alter table contract.draft enable row level security;
alter table contract.draft force row level security;
create policy tenant on contract.draft
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);

-- A closed draft is history. An open one counts its edits, and what is approved is what was read: closing changes nothing else.
create function contract.refuse_draft_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'OPEN' then
        raise exception 'a closed draft is never changed' using errcode = 'restrict_violation';
    end if;
    if new.state = 'OPEN' and new.version <> old.version + 1 then
        raise exception 'every edit of a draft counts' using errcode = 'restrict_violation';
    end if;
    if new.state <> 'OPEN' and to_jsonb(new) - array['state', 'closed_by', 'closed_by_name', 'closed_at', 'contract']
        is distinct from to_jsonb(old) - array['state', 'closed_by', 'closed_by_name', 'closed_at', 'contract'] then
        raise exception 'closing a draft changes nothing of it' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger closed_is_final before update or delete on contract.draft
    for each row execute function contract.refuse_draft_change();
grant select, insert on contract.draft to kvartal_app;
grant update (version, state, content, note, editor, editor_name, edited_at, closed_by, closed_by_name, closed_at, contract)
    on contract.draft to kvartal_app;
--rollback drop table contract.draft; drop function contract.refuse_draft_change();
