--liquibase formatted sql

--changeset dispute:304-session
-- Joint listening: an appointed time that one side proposes and the other accepts.
create table dispute.session (
    tenant_id uuid not null,
    id uuid not null,
    appointed_at timestamptz not null,
    place text not null,
    proposed_side text not null check (proposed_side in ('PORTAL', 'DEVELOPER')),
    proposed_by text not null,
    created_at timestamptz not null,
    agreed_at timestamptz,
    agreed_by text,
    version int not null default 1,
    primary key (tenant_id, id),
    check (num_nonnulls(agreed_at, agreed_by) in (0, 2))
);
create index session_by_time on dispute.session (tenant_id, appointed_at);
grant select, insert on dispute.session to kvartal_app;
grant update (appointed_at, place, proposed_side, proposed_by, agreed_at, agreed_by, version) on dispute.session to kvartal_app;
alter table dispute.session enable row level security;
alter table dispute.session force row level security;
create policy tenant on dispute.session
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);

create table dispute.session_dispute (
    tenant_id uuid not null,
    session_id uuid not null,
    dispute_id uuid not null,
    primary key (tenant_id, dispute_id),
    foreign key (tenant_id, session_id) references dispute.session (tenant_id, id),
    foreign key (tenant_id, dispute_id) references dispute.dispute (tenant_id, id)
);
create index session_dispute_of_session on dispute.session_dispute (tenant_id, session_id);
grant select, insert on dispute.session_dispute to kvartal_app;
alter table dispute.session_dispute enable row level security;
alter table dispute.session_dispute force row level security;
create policy tenant on dispute.session_dispute
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.session_dispute; drop table dispute.session;

--changeset dispute:304-protocol splitStatements:false
-- The protocol copies what it says, so that a later appeal does not rewrite it; lines and signatures are only ever added.
create function dispute.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create table dispute.protocol_line (
    tenant_id uuid not null,
    session_id uuid not null,
    dispute_id uuid not null,
    complex_name text not null,
    lead_id uuid not null,
    reason text not null,
    verdict text not null check (verdict in ('UPHELD', 'PARTIAL', 'REJECTED')),
    remedy text not null check (remedy in ('CREDIT', 'REPLACEMENT', 'NONE')),
    credited_minor bigint not null check (credited_minor >= 0),
    currency char(3) not null,
    note text not null,
    primary key (tenant_id, session_id, dispute_id),
    foreign key (tenant_id, session_id) references dispute.session (tenant_id, id)
);
create trigger append_only before update or delete on dispute.protocol_line
    for each row execute function dispute.refuse_change();
grant select, insert on dispute.protocol_line to kvartal_app;
alter table dispute.protocol_line enable row level security;
alter table dispute.protocol_line force row level security;
create policy tenant on dispute.protocol_line
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);

create table dispute.signature (
    tenant_id uuid not null,
    session_id uuid not null,
    side text not null check (side in ('PORTAL', 'DEVELOPER')),
    user_id text not null,
    name text not null,
    signed_at timestamptz not null,
    primary key (tenant_id, session_id, side),
    foreign key (tenant_id, session_id) references dispute.session (tenant_id, id)
);
create trigger append_only before update or delete on dispute.signature
    for each row execute function dispute.refuse_change();
grant select, insert on dispute.signature to kvartal_app;
alter table dispute.signature enable row level security;
alter table dispute.signature force row level security;
create policy tenant on dispute.signature
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.signature; drop table dispute.protocol_line; drop function dispute.refuse_change();
