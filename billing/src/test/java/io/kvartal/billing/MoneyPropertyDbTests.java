package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** What must hold for money whatever happens, over random histories in real PostgreSQL. */
@DbTest
class MoneyPropertyDbTests extends BillingBase {
    private static final Instant SIGNED = Instant.parse("2025-11-20T06:00:00Z");
    private static final List<String> TABLES = List.of(
            "contact_fact", "assessment", "charge", "credit_note", "invoice", "invoice_line", "journal", "posting");

    @Autowired
    Crediting crediting;

    private TenantId born(RandomHistories life, Terms terms, Random random) {
        clock.set(SIGNED);
        var own = Tenants.random();
        contracts
                .sign(own, life.contract(LocalDate.of(2025, 12, 1), terms), "t")
                .block();
        if (random.nextBoolean()) {
            contracts
                    .sign(own, life.contract(LocalDate.of(2026, 1, 16), terms), "t")
                    .block();
        }
        clock.set(Instant.parse("2026-03-05T06:00:00Z"));
        return own;
    }

    private void assess(TenantId own, RandomHistories.Fact fact) {
        billing.assess(own, fact.lead(), "park", fact.facts()).block();
    }

    // ---- order of arrival ----

    @Test
    void theOrderOfArrivalChangesNeitherAVerdictNorWhatIsOwed() {
        var random = random();
        var histories = 25;
        for (int run = 0; run < histories; run++) {
            var life = new RandomHistories(random);
            var capped = run % 4 == 0;
            // another developer's charges come into the portal's scope; two tenants with the same persons would see
            // each other
            var terms = life.terms(capped);
            terms = terms.withUniqueness(
                    terms.uniquenessDays(), UniquenessScope.values()[random.nextInt(2)], terms.uniquenessAnchor());
            var seed = random.nextLong();
            var one = born(life, terms, new Random(seed));
            var facts = life.facts(random.nextInt(6, 20));
            facts.forEach(fact -> assess(one, fact));
            var other = withTheContractsOf(one);
            RandomHistories.shuffled(facts, fact -> fact.facts().contact(), random)
                    .forEach(fact -> assess(other, fact));
            assertThat(verdicts(other, facts)).isEqualTo(verdicts(one, facts));
            assertThat(owed(other)).isEqualTo(owed(one));
        }
        System.out.println("MoneyPropertyDbTests arrival: " + histories + " histories, each in two orders");
    }

    private TenantId withTheContractsOf(TenantId one) {
        var now = clock.instant();
        clock.set(SIGNED);
        var other = Tenants.random();
        contracts.history(one).block().reversed().forEach(contract -> contracts
                .sign(other, contract.redraft(contract.validFrom()), "t")
                .block());
        clock.set(now);
        return other;
    }

    private Map<UUID, String> verdicts(TenantId own, List<RandomHistories.Fact> facts) {
        var ids = facts.stream().map(fact -> fact.facts().contact()).distinct().toList();
        var verdicts = new TreeMap<UUID, String>();
        receipts(own, ids).forEach((contact, receipt) -> {
            verdicts.put(
                    contact,
                    receipt.verdict() + " "
                            + (receipt.price() == null
                                    ? "nothing"
                                    : receipt.price().amount()));
        });
        return verdicts;
    }

    /** By contact: what stands after all credits. */
    private Map<UUID, Money> owed(TenantId own) {
        var owed = new TreeMap<UUID, Money>();
        charges(own).forEach(charge -> owed.merge(charge.contact(), charge.rest(), Money::plus));
        owed.values().removeIf(Money::isZero);
        return owed;
    }

    private List<Charge> charges(TenantId own) {
        return tx.in(own, db -> new Charges().between(db, own, Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z")))
                .block();
    }

    // ---- repetition ----

    @Test
    void whatIsToldAgainChangesNothing() {
        var random = random();
        var told = 0;
        for (int run = 0; run < 8; run++) {
            var life = new RandomHistories(random);
            var own = born(life, life.terms(run % 4 == 0), random);
            var facts = life.facts(15);
            facts.forEach(fact -> assess(own, fact));
            billing.close(BillingPeriod.parse("2026-02"), STAFF).block();
            var invoices = billing.invoices(own).block();
            invoices.stream().filter(one -> one.total().isPositive()).forEach(one -> billing.paid(
                            own, one.id(), Money.kzt(1), "evt", clock.instant())
                    .block());
            var before = rows(own);
            for (var fact : RandomHistories.shuffled(facts, fact -> fact.facts().contact(), random)) {
                assess(own, fact);
                told++;
            }
            invoices.stream().filter(one -> one.total().isPositive()).forEach(one -> billing.paid(
                            own, one.id(), Money.kzt(1), "evt", clock.instant())
                    .block());
            billing.close(BillingPeriod.parse("2026-02"), STAFF).block();
            assertThat(rows(own)).isEqualTo(before);
        }
        System.out.println("MoneyPropertyDbTests repetition: " + told + " facts told again");
    }

    private Map<String, Long> rows(TenantId own) {
        var rows = new TreeMap<String, Long>();
        TABLES.forEach(table -> rows.put(table, number(own, "select count(*) from billing." + table)));
        return rows;
    }

    private long number(TenantId own, String sql) {
        return tx.in(own, db -> db.sql(sql)
                        .map(row -> ((Number) row.get(0)).longValue())
                        .one())
                .block();
    }

    // ---- any sequence of operations ----

    @Test
    void afterAnySequenceOfOperationsTheBooksAddUp() {
        var random = random();
        var operations = 0;
        for (int run = 0; run < 10; run++) {
            var life = new RandomHistories(random);
            var own = born(life, life.terms(run % 5 == 0), random);
            var facts = new ArrayDeque<>(life.facts(20));
            var month = 0;
            for (int step = 0; step < 40; step++, operations++) {
                clock.advance(Duration.ofMinutes(30));
                switch (random.nextInt(12)) {
                    case 0 -> credit(own, random);
                    case 1 -> creditTooMuch(own, random);
                    case 2 -> owe(own, random);
                    case 3 -> fulfil(own, random);
                    case 4 -> {
                        clock.advance(Duration.ofDays(15));
                        crediting.creditOverdue().block();
                    }
                    case 5 -> {
                        billing.close(BillingPeriod.parse("2026-0" + (1 + month++ % 3)), STAFF)
                                .block();
                    }
                    case 6 -> voided(own);
                    case 7 -> pay(own, random);
                    default -> {
                        if (!facts.isEmpty()) {
                            assess(own, facts.removeFirst());
                        }
                    }
                }
                addsUp(own);
            }
        }
        System.out.println("MoneyPropertyDbTests books: " + operations + " operations, checked after each");
    }

    private Charge any(TenantId own, Random random) {
        var standing = charges(own).stream()
                .filter(charge -> charge.rest().isPositive())
                .toList();
        return standing.isEmpty() ? null : standing.get(random.nextInt(standing.size()));
    }

    private void credit(TenantId own, Random random) {
        var charge = any(own, random);
        if (charge != null) {
            var part = new Money(1 + random.nextLong(charge.rest().minor()), Money.KZT);
            billing.credit(own, charge.id(), CreditReason.DISPUTE, part, "", "q")
                    .block();
        }
    }

    private void creditTooMuch(TenantId own, Random random) {
        var charge = any(own, random);
        if (charge != null) {
            var more = charge.rest().plus(new Money(1, Money.KZT));
            assertThatThrownBy(() -> billing.credit(own, charge.id(), CreditReason.DISPUTE, more, "", "q")
                            .block())
                    .isInstanceOf(Problem.Conflict.class);
        }
    }

    private void owe(TenantId own, Random random) {
        var charge = any(own, random);
        var owed = billing.replacements(own).block().stream()
                .map(Replacement::charge)
                .toList();
        if (charge != null && !owed.contains(charge.id())) {
            billing.oweReplacement(own, charge.id(), "", "q").block();
        }
    }

    private void fulfil(TenantId own, Random random) {
        var charge = any(own, random);
        var open = billing.replacements(own).block().stream()
                .filter(one -> one.state() == Replacement.State.OWED)
                .findFirst()
                .orElse(null);
        if (charge != null && open != null && !open.charge().equals(charge.id())) {
            billing.fulfil(own, open.id(), charge.id(), "q").block();
        }
    }

    private void voided(TenantId own) {
        billing.invoices(own).block().stream()
                .filter(one -> one.state() == InvoiceState.FINAL && one.paid().isZero())
                .findFirst()
                .ifPresent(one -> billing.voidInvoice(own, one.id()).block());
    }

    private void pay(TenantId own, Random random) {
        billing.invoices(own).block().stream()
                .filter(one -> one.state() == InvoiceState.FINAL)
                .findFirst()
                .ifPresent(one -> billing.paid(
                                own,
                                one.id(),
                                new Money(1 + random.nextLong(one.total().minor() * 2), Money.KZT),
                                UUID.randomUUID().toString(),
                                clock.instant())
                        .block());
    }

    private void addsUp(TenantId own) {
        assertThat(number(own, "select coalesce(sum(amount_minor), 0) from billing.posting"))
                .isZero();
        assertThat(number(own, """
            select count(*) from billing.charge c where c.amount_minor < (
                select coalesce(sum(n.amount_minor), 0) from billing.credit_note n
                where n.tenant_id = c.tenant_id and n.charge_id = c.id)\
            """)).isZero();
        assertThat(number(own, """
            select count(*) from billing.invoice i where i.total_minor <> (
                select coalesce(sum(l.net_minor + l.vat_minor), 0) from billing.invoice_line l
                where l.tenant_id = i.tenant_id and l.invoice_id = i.id)\
            """)).isZero();
        assertThat(number(own, """
            select count(*) from billing.invoice i where i.total_minor <> (
                select coalesce(sum(p.amount_minor), 0) from billing.journal j
                join billing.posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
                where j.tenant_id = i.tenant_id and j.kind = 'INVOICE' and j.reference = i.id and p.account = 'RECEIVABLE')\
            """)).isZero();
        unbilled(own);
    }

    /** What the ledger calls unbilled are the charges on no invoice, less their credits; what it owes are credits on no invoice. */
    private void unbilled(TenantId own) {
        assertThat(number(own, "select coalesce(sum(amount_minor), 0) from billing.posting where account = 'UNBILLED'"))
                .isEqualTo(number(own, """
                    select coalesce((select sum(c.amount_minor) from billing.charge c where not exists (
                            select 1 from billing.invoice_item i
                            where i.tenant_id = c.tenant_id and i.charge_id = c.id and not i.released)), 0)
                        - coalesce((select sum(n.amount_minor) from billing.credit_note n
                            where not n.after_invoice and not exists (
                            select 1 from billing.invoice_item i
                            where i.tenant_id = n.tenant_id and i.credit_id = n.id and not i.released)), 0)\
                    """));
        assertThat(number(own, "select coalesce(-sum(amount_minor), 0) from billing.posting where account = 'CREDITS'"))
                .isEqualTo(number(own, """
                    select coalesce(sum(n.amount_minor + n.vat_minor), 0) from billing.credit_note n
                    where n.after_invoice and not exists (
                        select 1 from billing.invoice_item i
                        where i.tenant_id = n.tenant_id and i.credit_id = n.id and not i.released)\
                    """));
    }

    // ---- at once ----

    @Test
    void runsAtOnceWhileContactsComeInPutEveryChargeOnOneInvoice() {
        var random = random();
        var life = new RandomHistories(random);
        var own = born(life, Terms.defaults(), random);
        var facts = life.facts(40);
        Flux.merge(
                        Flux.range(0, 4).flatMap(i -> billing.close(BillingPeriod.parse("2026-01"), STAFF), 4),
                        Flux.fromIterable(facts)
                                .flatMap(fact -> billing.assess(own, fact.lead(), "park", fact.facts()), 6))
                .then()
                .block();
        Flux.range(0, 4)
                .flatMap(i -> billing.close(BillingPeriod.parse("2026-02"), STAFF), 4)
                .then()
                .block();
        var periods =
                billing.invoices(own).block().stream().map(Invoice::period).toList();
        assertThat(periods).doesNotHaveDuplicates();
        assertThat(charges(own))
                .allSatisfy(charge -> assertThat(charge.invoice()).isNotNull());
        assertThat(number(own, """
            select count(*) from (select charge_id from billing.invoice_item where charge_id is not null and not released
                group by charge_id having count(*) > 1) twice\
            """)).isZero();
        addsUp(own);
        System.out.println("MoneyPropertyDbTests at once: 8 runs and " + facts.size() + " facts");
    }
}
