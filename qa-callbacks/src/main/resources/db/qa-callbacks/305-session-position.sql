--liquibase formatted sql

--changeset dispute:305-position
-- Where both sides are listening: the last one who says so moves it for everybody. A position is no evidence, so it is the one thing that is overwritten.
create table dispute.session_position (
    tenant_id uuid not null,
    session_id uuid not null,
    dispute_id uuid not null,
    second int not null check (second between 0 and 99999),
    set_by text not null,
    set_at timestamptz not null,
    primary key (tenant_id, session_id),
    foreign key (tenant_id, session_id) references dispute.session (tenant_id, id),
    foreign key (tenant_id, dispute_id) references dispute.dispute (tenant_id, id)
);
grant select, insert on dispute.session_position to kvartal_app;
grant update (dispute_id, second, set_by, set_at) on dispute.session_position to kvartal_app;
alter table dispute.session_position enable row level security;
alter table dispute.session_position force row level security;
create policy tenant on dispute.session_position
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.session_position;
