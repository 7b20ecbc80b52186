package io.kvartal.load;

/** The month by hand in SQL: the same rules for these contracts, the same rows in the same tables, in one statement. */
final class BillingRunSql {
    private BillingRunSql() {}

    /** Of all developers at once. Where two contacts of a person are good, the first call wins, else the first contact: windows are longer than the month. */
    static final String MONTH = """
        with fact as materialized (
            select f.tenant_id, f.contact_id, f.seq, f.lead_id, f.description, f.person, f.contact_at, f.facts,
                j.channel, j.exclusion, j.answered, j."talkSec" as talk, j."returnedTalkSec" as returned, j.complex, j.room, j.source,
                j.classification is not null as heard, j.classification ->> 'nonTarget' as nontarget,
                j."vendorTarget" as vtarget, j."vendorUnique" as vunique
            from billing.contact_fact f, json_to_record(f.facts::json) as j(channel text, exclusion text, answered boolean,
                "talkSec" int, "returnedTalkSec" int, complex text, room text, source text, classification json,
                "vendorTarget" boolean, "vendorUnique" boolean)),
        book as materialized (
            select c.tenant_id, c.id as contract_id, c.version, c.legal_entity, c.party, c.due_days,
                (c.terms::json ->> 'minTalkSec')::int as least, (c.terms::json ->> 'reviewFromSec')::int as review,
                (c.terms::json ->> 'uniquenessDays')::int as days
            from contract.contract c),
        price as materialized (
            select c.tenant_id, p.complex, p.room, p.channel, p.source, (p.price ->> 'minor')::bigint as amount,
                num_nonnulls(p.complex, p.room, p.channel, p.source) * 100 + case when p.complex is null then 0 else 8 end
                    + case when p.room is null then 0 else 4 end + case when p.channel is null then 0 else 2 end
                    + case when p.source is null then 0 else 1 end as rank
            from contract.contract c, json_to_recordset(c.prices::json)
                as p(complex text, room text, channel text, source text, price json)),
        single as materialized (
            select f.*, b.contract_id, b.version, b.days, case
                when person is null and not (heard and nontarget is null) then 'UNVERIFIABLE'
                when exclusion is not null then 'EXCLUDED'
                when not answered and not (heard and nontarget is null) and (channel <> 'CALL' or returned is null
                    or not case extract(isodow from contact_at at time zone 'Asia/Almaty')
                        when 7 then (contact_at at time zone 'Asia/Almaty')::time >= '10:00'
                            and (contact_at at time zone 'Asia/Almaty')::time < '17:00'
                        else (contact_at at time zone 'Asia/Almaty')::time >= '09:00'
                            and (contact_at at time zone 'Asia/Almaty')::time < '19:00' end) then 'MISSED'
                when channel = 'CALL' and (answered or returned is not null) then
                    case when case when answered then talk else returned end >= least then null
                        when case when answered then talk else returned end < review then 'TOO_SHORT'
                        when not heard then 'NEEDS_LISTENING' end
                end as fails
            from fact f join book b on b.tenant_id = f.tenant_id),
        ranked as materialized (
            select s.*,
                fails is null and nontarget is null as good,
                min((contact_at, contact_id)) filter (where fails is null and nontarget is null)
                    over (partition by tenant_id, coalesce(person, contact_id::text)) as first_good,
                min((contact_at, contact_id)) filter (where fails is null and nontarget is null and channel = 'CALL')
                    over (partition by tenant_id, coalesce(person, contact_id::text)) as first_call,
                min(contact_at) filter (where fails is null and nontarget is null)
                    over (partition by tenant_id, coalesce(person, contact_id::text)) as first_at,
                case when person is not null then
                    array_agg('{"contact":"' || contact_id || '","lead":"' || lead_id || '","channel":"' || channel || '","at":"'
                        || contact_at || '","complex":"' || complex || '"}')
                    over (history rows between unbounded preceding and 1 preceding) end as earlier
            from single s
            window history as (partition by tenant_id, coalesce(person, contact_id::text) order by contact_at, contact_id)),
        judged as materialized (
            select r.*, uuidv7() as id, uuidv7() as charge_id, uuidv7() as journal_id, case
                when fails is not null then fails
                when good and (contact_at, contact_id) = coalesce(first_call, first_good) then 'TARGET'
                when good then 'DUPLICATE'
                when first_good < (contact_at, contact_id)
                    and not (channel = 'CALL' and (first_call is null or first_call > (contact_at, contact_id)))
                    then 'DUPLICATE'
                else 'NON_TARGET' end as verdict
            from ranked r),
        rate as (select rate from billing.vat_rate where country = 'KZ' and valid_from <= date '2026-11-01'
            order by valid_from desc limit 1),
        billed as materialized (
            select j.*, p.amount, rate.rate as vat_rate,
                least(contact_at, coalesce(first_at, contact_at)) + make_interval(days => days) as until
            from judged j, rate, lateral (
                select amount from price p where p.tenant_id = j.tenant_id and (p.complex is null or p.complex = j.complex)
                    and (p.room is null or p.room = j.room) and (p.channel is null or p.channel = j.channel)
                    and (p.source is null or p.source = j.source)
                order by rank desc limit 1) p
            where verdict = 'TARGET'),
        line as materialized (
            select tenant_id, complex, channel, amount, vat_rate, count(*)::int as quantity,
                row_number() over (partition by tenant_id order by complex, channel, vat_rate, amount desc)::int as no,
                sum(round(amount * vat_rate))::bigint as vat, min(description) as description
            from billed group by tenant_id, complex, channel, amount, vat_rate),
        head as materialized (
            select l.tenant_id, uuidv7() as id, uuidv7() as journal_id, sum(l.amount * l.quantity)::bigint as net,
                sum(l.vat)::bigint as vat, row_number() over (order by l.tenant_id) as number
            from line l group by l.tenant_id),
        a as (
            insert into billing.assessment (tenant_id, id, contact_id, seq, fact_seq, lead_id, verdict, billable, rule, rule_set,
                contract_id, contract_version, price_contract_id, vendor_differs, contact_at, history, receipt_hash, assessed_at)
            select tenant_id, id, contact_id, 1, seq, lead_id, verdict, verdict = 'TARGET', lower(verdict), '2026-1', contract_id,
                version, contract_id, (vtarget is not null or vunique is not null)
                    and (coalesce(vtarget, true) and coalesce(vunique, true)) <> (verdict = 'TARGET'), contact_at,
                case when earlier is not null then '{"earlier":[' || array_to_string(earlier, ',') || ']}' end,
                sha256(convert_to(facts || verdict, 'UTF8')), now()
            from judged),
        c as (
            insert into billing.charge (tenant_id, id, kind, lead_id, contact_id, assessment_id, qualified, description, complex,
                channel, amount_minor, currency, vat_rate, occurred_at, charged_at, contract_id, contract_version)
            select tenant_id, charge_id, 'LEAD', lead_id, contact_id, id, true, description, complex, channel, amount, 'KZT',
                vat_rate, contact_at, now(), contract_id, version from billed),
        k as (
            insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
            select tenant_id, charge_id, contact_id, 'DEVELOPER', person, tstzrange(contact_at, until) from billed),
        p as (
            insert into billing.portal_claim (charge_id, person, channel, billed_during, paid_from, portal_wide)
            select charge_id, person, channel, tstzrange(contact_at, until), contact_at, false from billed where person is not null),
        jn as (
            insert into billing.journal (tenant_id, id, kind, reference, recorded_at)
            select tenant_id, journal_id, 'CHARGE', charge_id, now() from billed
            union all select tenant_id, journal_id, 'INVOICE', id, now() from head),
        po as (
            insert into billing.posting (tenant_id, journal_id, line, account, amount_minor, currency)
            select tenant_id, journal_id, n, case n when 1 then 'UNBILLED' else 'REVENUE' end,
                case n when 1 then amount else -amount end, 'KZT' from billed, generate_series(1, 2) n
            union all
            select tenant_id, journal_id, n, case n when 1 then 'RECEIVABLE' when 2 then 'UNBILLED' else 'VAT' end,
                case n when 1 then net + vat when 2 then -net else -vat end, 'KZT' from head, generate_series(1, 3) n),
        i as (
            insert into billing.invoice (tenant_id, id, period, state, legal_entity, number, seller, buyer, net_minor, vat_minor,
                total_minor, currency, issued_on, due_on, created_at)
            select h.tenant_id, h.id, '2026-11', 'FINAL', b.legal_entity, e.prefix || '-' || lpad((e.next_number + h.number - 1)::text,
                    6, '0'), json_build_object('id', e.id, 'name', e.name)::text, b.party, h.net, h.vat, h.net + h.vat, 'KZT',
                now()::date, now()::date + b.due_days, now()
            from head h join book b on b.tenant_id = h.tenant_id join billing.legal_entity e on e.id = b.legal_entity),
        il as (
            insert into billing.invoice_line (tenant_id, invoice_id, no, kind, complex, channel, description, unit_minor, quantity,
                net_minor, vat_rate, vat_minor, currency)
            select l.tenant_id, h.id, l.no, 'LEAD', l.complex, l.channel, l.description, l.amount, l.quantity,
                l.amount * l.quantity, l.vat_rate, l.vat, 'KZT'
            from line l join head h on h.tenant_id = l.tenant_id),
        ii as (
            insert into billing.invoice_item (tenant_id, id, invoice_id, line_no, charge_id)
            select b.tenant_id, uuidv7(), h.id, l.no, b.charge_id
            from billed b join head h on h.tenant_id = b.tenant_id
            join line l on l.tenant_id = b.tenant_id and l.complex = b.complex and l.channel = b.channel
                and l.amount = b.amount and l.vat_rate = b.vat_rate)
        update billing.legal_entity set next_number = next_number + (select count(*) from head) where id = 'kvartal-kz'\
        """;

    /** What came of it, the same however it was done. */
    static final String RESULT = """
        select (select string_agg(verdict || ' ' || n, ', ' order by verdict)
                from (select verdict, count(*) as n from billing.assessment group by verdict) v)
            || '; charges ' || (select count(*) || ' of ' || sum(amount_minor) from billing.charge)
            || '; differs ' || (select count(*) from billing.assessment where vendor_differs)
            || '; claims ' || (select count(*) || ' until ' || sum(extract(epoch from upper(billed_during)))::bigint from billing.claim)
            || '; portal ' || (select count(*) from billing.portal_claim)
            || '; postings ' || (select string_agg(account || ' ' || n || ' ' || amount, ', ' order by account)
                from (select account, count(*) as n, sum(amount_minor) as amount from billing.posting group by account) p)
            || '; invoices ' || (select count(*) || ' of ' || sum(total_minor) || ', VAT ' || sum(vat_minor)
                from billing.invoice where state = 'FINAL' and number is not null)
            || '; lines ' || (select count(*) || ' of ' || sum(net_minor) from billing.invoice_line)
            || '; items ' || (select count(*) from billing.invoice_item)\
        """;

    static final String CLEAR = """
        set session_replication_role = replica;
        truncate billing.assessment, billing.charge, billing.claim, billing.portal_claim, billing.journal, billing.posting,
            billing.invoice, billing.invoice_line, billing.invoice_item, platform.outbox cascade;
        update billing.legal_entity set next_number = 1;
        set session_replication_role = origin\
        """;
}
