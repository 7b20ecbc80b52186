--liquibase formatted sql

--changeset dispute:303-second-review
-- A tenth of the decisions, chosen by the id alone, is judged again by somebody who does not see the first verdict. The portal's own measure of its
-- rules: it moves no money and no tenant reads it, so it names the dispute only.
create table dispute.second_review (
    dispute_id uuid primary key,
    first_verdict text not null check (first_verdict in ('UPHELD', 'PARTIAL', 'REJECTED')),
    verdict text not null check (verdict in ('UPHELD', 'PARTIAL', 'REJECTED')),
    note text not null,
    reviewed_at timestamptz not null,
    reviewed_by text not null
);
create index second_review_by_time on dispute.second_review (reviewed_at);
grant select, insert on dispute.second_review to kvartal_app;
--rollback drop table dispute.second_review;
