--liquibase formatted sql

--changeset kvartal:platform-520
-- Files that go with a letter.
create table platform.mail_attachment (
    mail_id      uuid  not null references platform.mail (id),
    no           int   not null check (no > 0),
    file_name    text  not null,
    content_type text  not null,
    content      bytea not null,
    primary key (mail_id, no)
);
grant select, insert on platform.mail_attachment to kvartal_app;
--rollback drop table platform.mail_attachment;
