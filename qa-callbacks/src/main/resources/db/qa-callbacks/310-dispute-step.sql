--liquibase formatted sql

--changeset dispute:310-step
-- What happened to a dispute, line by line; nobody changes a line.
create table dispute.step (
    tenant_id uuid not null,
    id uuid not null,
    dispute_id uuid not null,
    at timestamptz not null,
    actor text not null,
    act text not null,
    state text not null,
    note text,
    primary key (tenant_id, id),
    foreign key (tenant_id, dispute_id) references dispute.dispute (tenant_id, id)
);
create index step_of_dispute on dispute.step (tenant_id, dispute_id, at, id);
grant select, insert on dispute.step to kvartal_app;
alter table dispute.step enable row level security;
alter table dispute.step force row level security;
create policy tenant on dispute.step
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.step;
