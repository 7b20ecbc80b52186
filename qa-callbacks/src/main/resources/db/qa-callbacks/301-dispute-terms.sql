--liquibase formatted sql

--changeset dispute:301-terms
-- What the contract's terms and the better claim need: the lead that this one repeats, when the portal first said anything, and until when the
-- developer answers what it was asked.
alter table dispute.dispute add column other_lead uuid;
alter table dispute.dispute add column answered_at timestamptz;
alter table dispute.dispute add column evidence_by timestamptz;
alter table dispute.dispute add column warned_at timestamptz;
alter table dispute.dispute add constraint dispute_not_of_itself check (other_lead <> lead_id);
alter table dispute.dispute add constraint dispute_asked_with_a_deadline check (state <> 'EVIDENCE_NEEDED' or evidence_by is not null) not valid;
create index dispute_by_opening on dispute.dispute (tenant_id, opened_at);
--rollback alter table dispute.dispute drop column other_lead; alter table dispute.dispute drop column answered_at; alter table dispute.dispute drop column evidence_by; alter table dispute.dispute drop column warned_at;
