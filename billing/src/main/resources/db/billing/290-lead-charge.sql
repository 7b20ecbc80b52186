--liquibase formatted sql

--changeset kvartal:billing-290
-- Billing's word on a lead, for lists of other contexts that are one statement: its live charge, else its last one.
create view billing.lead_charge with (security_invoker = true) as
select distinct on (c.tenant_id, c.lead_id)
    c.tenant_id, c.lead_id, c.id, c.amount_minor, c.currency,
    (select coalesce(sum(n.amount_minor), 0)::bigint from billing.credit_note n
        where n.tenant_id = c.tenant_id and n.charge_id = c.id) as credited_minor
from billing.charge c
left join billing.claim k on k.tenant_id = c.tenant_id and k.charge_id = c.id
order by c.tenant_id, c.lead_id, (k.reversed is true), c.charged_at desc, c.id desc;
grant select on billing.lead_charge to kvartal_app;
--rollback drop view billing.lead_charge;
