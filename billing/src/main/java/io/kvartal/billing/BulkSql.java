package io.kvartal.billing;

import io.kvartal.shared.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a bulk run reads and writes. */
final class BulkSql {
    private BulkSql() {}

    /** What is known last of every contact, what was last said of it, and which of them nobody has judged since they became known. */
    private static final String KNOWN = """
        with newest as (
            select distinct on (contact_id) contact_id, seq, recorded_at from billing.contact_fact
            where tenant_id = ? order by contact_id, seq desc),
        judged as (
            select distinct on (contact_id) contact_id, seq, fact_seq, assessed_at,
                coalesce(receipt_hash, sha256(convert_to(receipt, 'UTF8'))) as hash
            from billing.assessment where tenant_id = ? order by contact_id, seq desc),
        unjudged as materialized (
            select n.contact_id from newest n left join judged j on j.contact_id = n.contact_id
            where j.contact_id is null or case when j.fact_seq is null then j.assessed_at < n.recorded_at
                else j.fact_seq < n.seq end)
        """;

    private static final String SELECT = """
        select f.tenant_id, f.contact_id, f.seq, f.lead_id, f.description, f.facts, u.contact_id is not null as unjudged,
            coalesce(j.seq, 0) as assessed, j.fact_seq as assessed_fact, j.hash, k.charge_id, k.person as held_person,
            lower(k.billed_during) as held_from, upper(k.billed_during) as held_until, c.amount_minor, c.currency, c.vat_rate,
            c.contract_id as charge_contract, c.contract_version, case when k.charge_id is null then null else (
                select coalesce(sum(n.amount_minor), 0)::bigint from billing.credit_note n
                where n.tenant_id = k.tenant_id and n.charge_id = k.charge_id) end as credited_minor
        from newest n join billing.contact_fact f on f.contact_id = n.contact_id and f.seq = n.seq
        left join judged j on j.contact_id = f.contact_id
        left join unjudged u on u.contact_id = f.contact_id
        left join billing.claim k on k.tenant_id = f.tenant_id and k.contact_id = f.contact_id and not k.reversed
        left join billing.charge c on c.tenant_id = k.tenant_id and c.id = k.charge_id
        """;

    /** All contacts of everybody who has one that is not judged. */
    static final String BY_PERSON = KNOWN + SELECT + """
        where f.tenant_id = ? and (u.contact_id is not null or f.person in (
            select p.person from billing.contact_fact p join unjudged x on x.contact_id = p.contact_id where p.tenant_id = ?))
        order by f.person, f.contact_id\
        """;

    /** All contacts from as long before the first that is not judged as anything reaches back. */
    static final String WHOLE = KNOWN + SELECT + """
        where f.tenant_id = ? and f.contact_at >= (
            select min(b.contact_at) - interval '%d hours' from unjudged x
            join billing.contact_fact b on b.contact_id = x.contact_id and b.tenant_id = ?)\
        """.formatted(Assessing.CAPPED_HORIZON.toHours());

    /** All contacts, to judge them again and compare. */
    static final String ALL = KNOWN + SELECT + "where f.tenant_id = ? order by f.person, f.contact_id";

    static void bindAll(PreparedStatement select, TenantId tenant) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            select.setObject(i, tenant.value());
        }
    }

    static void bind(PreparedStatement select, TenantId tenant) throws SQLException {
        for (int i = 1; i <= 4; i++) {
            select.setObject(i, tenant.value());
        }
    }

    /** Persons of contacts of which more than one was ever thought to be theirs. */
    static final String MOVED = """
        select distinct f.person from billing.contact_fact f
        where f.tenant_id = ? and f.person is not null and f.contact_id in (
            select later.contact_id from billing.contact_fact later where later.tenant_id = ? and later.seq > 1)
        and exists (select 1 from billing.contact_fact other where other.tenant_id = f.tenant_id
            and other.contact_id = f.contact_id and other.person is distinct from f.person)\
        """;

    /** Persons of whom a developer has contacts whose scope is the whole portal. */
    static final String MET = "select person from billing.portal_person where person = any(?)";

    static final String ELSEWHERE = """
        select p.charge_id, p.person, p.channel, p.paid_from, upper(p.billed_during)
        from billing.portal_claim p
        where p.person = any(?) and not p.reversed and not exists (
            select 1 from billing.claim c where c.tenant_id = ? and c.charge_id = p.charge_id)\
        """;

    static final String ASSESSMENTS = """
        insert into billing.assessment (tenant_id, id, contact_id, seq, fact_seq, lead_id, verdict, billable, rule, rule_set,
            contract_id, contract_version, price_contract_id, vendor_differs, contact_at, history, receipt_hash, assessed_at)
        select ?, id, contact, seq, fact, lead, verdict, verdict = 'TARGET', rule, rules, contract, version, book, differs, at,
            history, decode(hash, 'hex'), ?
        from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::int[],
            ?::uuid[], ?::bool[], ?::timestamptz[], ?::text[], ?::text[])
            as judged(id, contact, seq, fact, lead, verdict, rule, rules, contract, version, book, differs, at, history, hash)\
        """;

    /** A charge, its hold on the person, and its journal; a charge of nothing has none. */
    static final String CHARGES = """
        with billed as materialized (
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::text[], ?::numeric[], ?::timestamptz[], ?::uuid[], ?::int[], ?::text[], ?::text[],
                ?::timestamptz[], ?::timestamptz[])
            as b(id, journal, assessment, contact, lead, description, complex, channel, amount, currency, vat, at, contract,
                version, scope, person, until, paid_from)),
        charged as (
            insert into billing.charge (tenant_id, id, kind, lead_id, contact_id, assessment_id, qualified, description, complex,
                channel, amount_minor, currency, vat_rate, occurred_at, charged_at, contract_id, contract_version)
            select ?, id, 'LEAD', lead, contact, assessment, true, description, complex, channel, amount, currency, vat, at, ?,
                contract, version from billed),
        held as (
            insert into billing.claim (tenant_id, charge_id, contact_id, scope_key, person, billed_during)
            select ?, id, contact, scope, person, tstzrange(at, until) from billed),
        held_on_portal as (
            insert into billing.portal_claim (charge_id, person, channel, billed_during, paid_from, portal_wide)
            select id, person, channel, tstzrange(at, until), paid_from, false from billed where person is not null),
        journals as (
            insert into billing.journal (tenant_id, id, kind, reference, recorded_at)
            select ?, journal, 'CHARGE', id, ? from billed where amount <> 0)
        insert into billing.posting (tenant_id, journal_id, line, account, amount_minor, currency)
        select ?, journal, line, case line when 1 then 'UNBILLED' else 'REVENUE' end,
            case line when 1 then amount else -amount end, currency
        from billed, generate_series(1, 2) as line where amount <> 0\
        """;
}
