package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which contact is charged, once, and what a later fact does to the charge. */
@DbTest
class ChargeDbTests extends BillingBase {
    @Autowired
    Holds holds;

    private long count(String table) {
        return tx.in(tenant, db -> db.sql("select count(*) as n from " + table)
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    @Test
    void aBillableContactIsChargedOnceHoweverOftenItIsTold() {
        sign(SampleContracts.cpl());
        var call = Contacts.call(clock.instant(), person(), 90);
        var first = assess(call);
        assertThat(first.charge().amount()).isEqualTo(PRICE);
        assertThat(first.charge().vatRate()).isEqualByComparingTo("0.16");
        for (int i = 0; i < 9; i++) {
            assertThat(assess(call)).isEqualTo(first);
        }
        assertThat(count("billing.charge")).isOne();
        assertThat(count("billing.contact_fact")).isOne();
        assertThat(count("billing.journal")).isOne();
    }

    @Test
    void anOldFactToldAgainAfterANewerOneChangesNothing() {
        sign(SampleContracts.cpl());
        var ringing = Contacts.contact(UUID.randomUUID(), Channel.CALL, clock.instant(), person(), false, 0, "park");
        assess(ringing);
        var talked =
                Contacts.contact(ringing.contact(), Channel.CALL, ringing.at(), ringing.person(), true, 90, "park");
        assertThat(assess(talked).charge()).isNotNull();
        assertThat(assess(ringing).charge()).isNotNull();
        assertThat(assess(ringing).receipt().verdict().code()).isEqualTo("TARGET");
    }

    @Test
    void whatAListenerHearsLaterCreditsTheCharge() {
        sign(SampleContracts.cpl());
        var call = Contacts.call(clock.instant(), person(), 90);
        var charge = assess(call).charge();
        var heard = assess(call.classified(Classification.nonTarget("rent", "listener", clock.instant())));
        assertThat(heard.charge()).isNull();
        assertThat(heard.receipt().verdict().code()).isEqualTo("NON_TARGET");
        var view = billing.charge(tenant, charge.id()).block();
        assertThat(view.charge().rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(view.credits()).singleElement().satisfies(note -> assertThat(note.reason())
                .isEqualTo(CreditReason.ADJUSTMENT));
        assertThat(view.receipt().verdict().code()).isEqualTo("TARGET");
        var again = assess(call.classified(Classification.target("head listener", clock.instant())));
        assertThat(again.charge().amount()).isEqualTo(PRICE);
        assertThat(again.charge().id()).isNotEqualTo(charge.id());
    }

    @Test
    void anEarlierCallThatBecomesKnownLaterTakesTheBill() {
        sign(SampleContracts.cpl());
        var person = person();
        var later = Contacts.call(clock.instant(), person, 90);
        assertThat(assess(later).charge()).isNotNull();
        var earlier = Contacts.call(clock.instant().minus(Duration.ofDays(3)), person, 90);
        assertThat(assess(earlier).charge()).isNotNull();
        assertThat(assess(later).receipt().verdict().code()).isEqualTo("DUPLICATE");
        assertThat(assess(later).charge()).isNull();
        var money = billing.ofLeads(tenant, List.of(later.contact(), earlier.contact()))
                .block();
        assertThat(money.get(later.contact()).credited()).isEqualTo(PRICE);
        assertThat(money.get(earlier.contact()).credited()).isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void aCallAfterAFormIsBilledAndTheFormCredited() {
        sign(SampleContracts.cpl());
        var person = person();
        var form = Contacts.form(clock.instant(), person);
        var formCharge = assess(form).charge();
        var call = assess(Contacts.call(clock.instant().plusSeconds(3600), person, 90));
        assertThat(call.charge()).isNotNull();
        assertThat(call.receipt().replaces()).isEqualTo(form.contact());
        assertThat(billing.charge(tenant, formCharge.id()).block().charge().rest())
                .isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void onlyCostPerLeadChargesContacts() {
        sign(ContractDraft.free(LocalDate.of(2026, 1, 1), SampleContracts.PARTY));
        var free = assess(Contacts.call(clock.instant(), person(), 90));
        assertThat(free.receipt().verdict().billable()).isTrue();
        assertThat(free.charge()).isNull();
    }

    @Test
    void withoutAContractNothingIsJudgedAndNothingStored() {
        assertThatThrownBy(() -> assess(Contacts.call(clock.instant(), person(), 90)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(count("billing.contact_fact")).isZero();
    }

    @Test
    void sixteenContactsOfOnePersonAtOnceMakeOneCharge() {
        sign(SampleContracts.cpl());
        var person = person();
        Flux.range(0, 16)
                .flatMap(
                        i -> billing.assess(
                                tenant,
                                UUID.randomUUID(),
                                "call",
                                Contacts.call(clock.instant().plusSeconds(i), person, 90)),
                        16)
                .collectList()
                .block();
        var live = tx.in(tenant, db -> db.sql("select count(*) as n from billing.claim where not reversed")
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
        assertThat(live).isOne();
        var charges = billing.charges(tenant, NOVEMBER).block();
        assertThat(charges.stream().map(Charge::rest).reduce(Money.ZERO_KZT, Money::plus))
                .isEqualTo(PRICE);
    }

    /** The engine and its lock left out: sixteen writers put a hold on one person at once. */
    @Test
    void theDatabaseItselfRefusesASecondHoldInTheWindow() {
        var contract = sign(SampleContracts.cpl());
        var person = person();
        var refused = Collections.synchronizedList(new ArrayList<Throwable>());
        Flux.range(0, 16)
                .flatMap(
                        i -> tx.in(
                                        tenant,
                                        db -> writeWithoutAsking(
                                                db,
                                                contract,
                                                person,
                                                clock.instant().plusSeconds(i)))
                                .onErrorResume(error -> {
                                    refused.add(error);
                                    return Mono.empty();
                                }),
                        16)
                .then()
                .block();
        assertThat(count("billing.claim")).isOne();
        assertThat(count("billing.charge")).isOne();
        assertThat(refused).hasSize(15).allSatisfy(error -> assertThat(error)
                .hasStackTraceContaining("claim_never_twice_in_the_window"));
    }

    private Mono<Void> writeWithoutAsking(DatabaseClient db, Contract contract, String person, Instant at) {
        var facts = Contacts.call(at, person, 90);
        var receipt = io.kvartal.verdict.VerdictEngine.judge(facts, contract, io.kvartal.verdict.History.NONE);
        var charge = new Charge(
                ChargeId.next(),
                tenant,
                ChargeKind.LEAD,
                facts.contact(),
                facts.contact(),
                "",
                "park",
                Channel.CALL,
                PRICE,
                new BigDecimal("0.16"),
                at,
                at,
                contract.id(),
                1,
                Money.ZERO_KZT,
                null);
        var charges = new Charges();
        var known = new Facts.Known(facts.contact(), "", facts, 1);
        var judged = new Differences.Judged(
                known, receipt, io.kvartal.verdict.History.NONE, 1, contract, contract.id(), PRICE);
        return new Facts()
                .add(db, tenant, known, at)
                .then(new Assessments().insert(db, tenant, judged, at))
                .flatMap(assessment -> charges.insert(db, charge, Charges.Reason.assessment(assessment)))
                .then(holds.hold(
                        db,
                        charge,
                        facts.contact(),
                        new Hold("DEVELOPER", person, Channel.CALL, at, at, at.plusSeconds(86_400), false)));
    }

    @Test
    void aLeadIsNeverChargedOnAVerdictThatIsNotBillable() {
        var contract = sign(SampleContracts.cpl());
        var missed = assess(Contacts.call(clock.instant(), person(), 5));
        assertThat(missed.charge()).isNull();
        var assessment = tx.in(tenant, db -> new Assessments()
                        .current(db, tenant, List.of(missed.receipt().facts().contact())))
                .block()
                .values()
                .iterator()
                .next()
                .id();
        var charge = new Charge(
                ChargeId.next(),
                tenant,
                ChargeKind.LEAD,
                UUID.randomUUID(),
                missed.receipt().facts().contact(),
                "",
                "park",
                Channel.CALL,
                PRICE,
                new BigDecimal("0.16"),
                clock.instant(),
                clock.instant(),
                contract.id(),
                1,
                Money.ZERO_KZT,
                null);
        assertThatThrownBy(() -> tx.in(
                                tenant, db -> new Charges().insert(db, charge, Charges.Reason.assessment(assessment)))
                        .block())
                .hasStackTraceContaining("foreign key");
    }

    @Test
    void storedFactsGiveTheStoredReceiptsAgainBitForBit() {
        var random = random();
        sign(SampleContracts.cpl().withTerms(Terms.defaults().withCaps(9, 2)));
        var facts = randomContacts(random, 25);
        Collections.shuffle(facts, random);
        facts.forEach(this::assess);
        var versions = contracts.history(tenant).block();
        var known = tx.in(tenant, db -> new Facts().newestSince(db, tenant, Instant.EPOCH))
                .block();
        var again = Timeline.judge(
                known.stream().map(Facts.Known::entry).toList(),
                at -> Contracts.inForce(versions, at),
                Timeline.Background.NONE);
        var stored = tx.in(tenant, db -> new Assessments().current(db, tenant, again.keySet()))
                .block();
        again.forEach((contact, receipt) -> assertThat(java.util.HexFormat.of().formatHex(ReceiptJson.hash(receipt)))
                .isEqualTo(stored.get(contact).hash()));
        var charged = billing.charges(tenant, NOVEMBER).block().stream()
                .map(Charge::rest)
                .reduce(Money.ZERO_KZT, Money::plus);
        var billable = again.values().stream()
                .filter(receipt -> receipt.verdict().billable())
                .count();
        assertThat(charged).isEqualTo(PRICE.times(billable));
    }

    private List<ContactFacts> randomContacts(Random random, int count) {
        var run = person();
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> Contacts.contact(
                        UUID.randomUUID(),
                        Channel.values()[random.nextInt(2)],
                        Instant.parse("2026-11-01T06:00:00Z").plusSeconds(random.nextInt(14 * 86_400)),
                        run + random.nextInt(6),
                        random.nextInt(5) > 0,
                        random.nextInt(120),
                        "complex-" + random.nextInt(3)))
                .toList());
    }

    @Test
    void oneTenantNeverSeesAnothersCharges() {
        sign(SampleContracts.cpl());
        var charge = charged();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        var other = Tenants.random();
        contracts.sign(other, SampleContracts.cpl(), "tester").block();
        assertThatThrownBy(() -> billing.charge(other, charge.id()).block()).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> billing.invoice(other, invoice.id()).block()).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> billing.credit(other, charge.id(), CreditReason.GOODWILL, PRICE, "", "x")
                        .block())
                .isInstanceOf(Problem.NotFound.class);
        assertThat(billing.charges(other, NOVEMBER).block()).isEmpty();
        for (var table : List.of(
                "billing.charge",
                "billing.claim",
                "billing.credit_note",
                "billing.invoice",
                "billing.invoice_line",
                "billing.invoice_item",
                "billing.journal",
                "billing.posting",
                "billing.assessment",
                "billing.contact_fact")) {
            var seen = tx.in(other, db -> db.sql("select count(*) as n from " + table)
                            .map(row -> row.get("n", Long.class))
                            .one())
                    .block();
            assertThat(seen).as(table).isZero();
        }
    }
}
