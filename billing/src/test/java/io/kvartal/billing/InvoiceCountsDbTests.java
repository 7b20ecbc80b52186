package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;

/** The counts of a line against a model of their definition, on random months: windows of a day, hidden callers, words of listeners, second thoughts. */
@DbTest
class InvoiceCountsDbTests extends InvoiceBase {
    private static final int MONTHS = 12;
    private static final int CONTACTS = 40;
    private static final List<String> COMPLEXES = List.of("park", "tower");
    private static final List<Channel> CHANNELS = List.of(Channel.CALL, Channel.FORM);

    @Test
    void billedIsAtMostTargetAtMostPersonsAtMostRaw() {
        var random = random();
        int lines = 0;
        for (int month = 0; month < MONTHS; month++) {
            var each = Tenants.random();
            var terms = Terms.defaults()
                    .withUniqueness(1 + random.nextInt(20), UniquenessScope.DEVELOPER, UniquenessAnchor.FIRST_BILLED);
            contracts.sign(each, SampleContracts.cpl().withTerms(terms), "t").block();
            var newest = new HashMap<UUID, ContactFacts>();
            for (int i = 0; i < CONTACTS; i++) {
                var at = clock.instant().minus(Duration.ofMinutes(random.nextInt(15 * 24 * 60)));
                var facts = random.nextInt(4) == 0 && !newest.isEmpty()
                        ? List.copyOf(newest.values())
                                .get(random.nextInt(newest.size()))
                                .classified(Classification.nonTarget("rent", "q", clock.instant()))
                        : Contacts.contact(
                                UUID.randomUUID(),
                                CHANNELS.get(random.nextInt(2)),
                                at,
                                random.nextInt(6) == 0 ? null : "p" + random.nextInt(8),
                                random.nextInt(5) != 0,
                                random.nextInt(120),
                                COMPLEXES.get(random.nextInt(2)));
                newest.put(facts.contact(), facts);
                billing.assess(each, facts.contact(), "x", facts).block();
            }
            billing.close(NOVEMBER, STAFF).block();
            for (var line : printed(each)) {
                var counts = line.counts();
                if (counts != null) {
                    lines++;
                    assertThat(counts.billed()).isLessThanOrEqualTo(counts.target());
                    assertThat(counts.target()).isLessThanOrEqualTo(counts.persons());
                    assertThat(counts.persons()).isLessThanOrEqualTo(counts.raw());
                    assertThat(counts).isEqualTo(model(each, line, newest.values(), targets(each)));
                }
            }
        }
        System.out.println("InvoiceCountsDbTests: " + lines + " lines of " + MONTHS + " random months");
        assertThat(lines).isGreaterThan(MONTHS);
    }

    private List<InvoiceLine> printed(TenantId each) {
        return billing.invoices(each).block().stream()
                .flatMap(invoice -> billing.invoice(each, invoice.id()).block().lines().stream())
                .toList();
    }

    private Set<UUID> targets(TenantId each) {
        return Set.copyOf(tx.in(each, db -> db.sql("select distinct contact_id from billing.assessment where billable")
                        .map(row -> row.get("contact_id", UUID.class))
                        .all()
                        .collectList())
                .block());
    }

    private InvoiceLine.Counts model(
            TenantId each, InvoiceLine line, java.util.Collection<ContactFacts> newest, Set<UUID> targets) {
        var own = newest.stream()
                .filter(fact -> fact.complex().equals(line.complex()) && fact.channel() == line.channel())
                .toList();
        Map<String, List<ContactFacts>> persons = own.stream()
                .collect(Collectors.groupingBy(
                        fact -> fact.person() == null ? fact.contact().toString() : fact.person()));
        var counted = persons.values().stream()
                .mapToInt(all -> Math.max(1, (int) all.stream()
                        .filter(one -> targets.contains(one.contact()))
                        .count()))
                .sum();
        var charges = new ArrayList<Charge>();
        line.charges()
                .forEach(id -> charges.add(billing.charge(each, id).block().charge()));
        return new InvoiceLine.Counts(
                own.size(),
                counted,
                (int) own.stream()
                        .filter(one -> targets.contains(one.contact()))
                        .count(),
                (int) charges.stream().map(Charge::contact).distinct().count(),
                (int) charges.stream().filter(charge -> charge.rest().isZero()).count());
    }
}
