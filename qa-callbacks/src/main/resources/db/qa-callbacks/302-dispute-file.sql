--liquibase formatted sql

--changeset dispute:302-file
-- Files that the developer shows: pictures are made anew before they are kept, papers are only ever handed out as downloads.
create table dispute.file (
    tenant_id uuid not null,
    id uuid not null,
    dispute_id uuid not null,
    at timestamptz not null,
    author text not null,
    name text not null,
    content_type text not null check (content_type in ('image/png', 'image/jpeg', 'application/pdf')),
    bytes int not null check (bytes > 0),
    storage_key text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, dispute_id) references dispute.dispute (tenant_id, id)
);
create index file_of_dispute on dispute.file (tenant_id, dispute_id, at);
grant select, insert on dispute.file to kvartal_app;
alter table dispute.file enable row level security;
alter table dispute.file force row level security;
create policy tenant on dispute.file
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
        or nullif(current_setting('app.staff', true), '') is not null);
--rollback drop table dispute.file;
