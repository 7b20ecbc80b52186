--liquibase formatted sql

--changeset kvartal:billing-512
create table billing.stripe_item (
    invoice_id uuid not null references billing.stripe_invoice (invoice_id),
    position   int  not null,
    item       text not null unique,
    primary key (invoice_id, position)
);
grant select, insert on billing.stripe_item to kvartal_app;
--rollback drop table billing.stripe_item;
