--liquibase formatted sql

--changeset dispute:320-remark
-- Joint listening: what either side heard at which second of the recording.
create table dispute.remark (
    tenant_id uuid not null,
    id uuid not null,
    dispute_id uuid not null,
    at timestamptz not null,
    side text not null check (side in ('PORTAL', 'DEVELOPER')),
    author text not null,
    second int not null check (second >= 0),
    body text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, dispute_id) references dispute.dispute (tenant_id, id)
);
create index remark_of_dispute on dispute.remark (tenant_id, dispute_id, second, at);
grant select, insert on dispute.remark to kvartal_app;
alter table dispute.remark enable row level security;
alter table dispute.remark force row level security;
create policy tenant on dispute.remark
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.remark;
