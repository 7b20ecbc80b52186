package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.Channel;
import io.kvartal.contract.Contract;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.SampleContracts;
import io.kvartal.contract.Terms;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
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
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DbTest
class BillingDbTests {
    private static final StaffAccess STAFF = new StaffAccess("tester", "invoice run in a test");
    private static final Money PRICE = Money.kzt(15_000);
    private static final BillingPeriod NOVEMBER = BillingPeriod.parse("2026-11");

    @Autowired
    Billing billing;

    @Autowired
    Contracts contracts;

    @Autowired
    Fixations fixations;

    @Autowired
    Crediting crediting;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    private final TenantId tenant = Tenants.random();

    @BeforeEach
    void atTheUsualTime() {
        clock.set(TestClock.START);
    }

    private Contract sign(ContractDraft draft) {
        return contracts.sign(tenant, draft, "tester").block();
    }

    private static String person() {
        return Ids.next().toString();
    }

    private Assessment assess(ContactFacts facts) {
        return assess(facts.contact(), facts);
    }

    private Assessment assess(UUID lead, ContactFacts facts) {
        return billing.assess(tenant, lead, "call", facts).block();
    }

    private long count(String table) {
        return tx.in(tenant, db -> db.sql("select count(*) as n from " + table)
                        .map(row -> row.get("n", Long.class))
                        .one())
                .block();
    }

    private void sql(String statement) {
        tx.in(tenant, db -> db.sql(statement).then()).block();
    }

    private Charge charged() {
        return assess(Contacts.call(clock.instant(), person(), 90)).charge();
    }

    // ---- charging ----

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
        return new Assessments()
                .insert(db, tenant, facts.contact(), 1, receipt, at)
                .flatMap(assessment -> charges.insert(db, charge, Charges.Reason.assessment(assessment)))
                .then(charges.hold(
                        db,
                        charge,
                        facts.contact(),
                        new Charges.Hold("DEVELOPER", person, Channel.CALL, at, at.plusSeconds(86_400), false)));
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
        again.forEach((contact, receipt) -> assertThat(ReceiptJson.write(receipt))
                .isEqualTo(stored.get(contact).receipt()));
        var charged = billing.charges(tenant, NOVEMBER).block().stream()
                .map(Charge::rest)
                .reduce(Money.ZERO_KZT, Money::plus);
        var billable = again.values().stream()
                .filter(receipt -> receipt.verdict().billable())
                .count();
        assertThat(charged).isEqualTo(PRICE.times(billable));
    }

    private static Random random() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("BillingDbTests seed " + seed);
        return new Random(seed);
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

    // ---- credits ----

    @Test
    void creditsNeverExceedTheChargeNeitherInCodeNorInTheDatabase() {
        sign(SampleContracts.cpl());
        var charge = charged();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(10_000), "half", "q")
                .block();
        assertThatThrownBy(
                        () -> billing.credit(tenant, charge.id(), CreditReason.DISPUTE, Money.kzt(5_001), "more", "q")
                                .block())
                .isInstanceOf(Problem.Conflict.class);
        var note = new CreditNote(
                Ids.next(),
                charge.id(),
                CreditReason.DISPUTE,
                Money.kzt(5_001),
                charge.vatRate(),
                "",
                "q",
                clock.instant(),
                false,
                null);
        assertThatThrownBy(() -> tx.in(tenant, db -> new CreditNotes().insert(db, tenant, note, Money.ZERO_KZT))
                        .block())
                .hasStackTraceContaining("credits exceed the charge");
    }

    @Test
    void aReplacementThatDoesNotComeInTimeTurnsIntoACredit() {
        sign(SampleContracts.cpl());
        var charge = charged();
        var owed = billing.oweReplacement(tenant, charge.id(), "bad lead", "q").block();
        assertThat(owed.dueAt()).isEqualTo(Instant.parse("2026-11-26T14:00:00Z"));
        clock.set(owed.dueAt().plusSeconds(1));
        crediting.creditOverdue().block();
        assertThat(billing.charge(tenant, charge.id()).block())
                .satisfies(view -> assertThat(view.charge().rest()).isEqualTo(Money.ZERO_KZT))
                .satisfies(view -> assertThat(view.replacement().state()).isEqualTo(Replacement.State.CREDITED));
    }

    @Test
    void aReplacementThatComesIsFree() {
        sign(SampleContracts.cpl());
        var bad = charged();
        var owed = billing.oweReplacement(tenant, bad.id(), "bad lead", "q").block();
        var good = charged();
        var done = billing.fulfil(tenant, owed.id(), good.id(), "q").block();
        assertThat(done.state()).isEqualTo(Replacement.State.DELIVERED);
        assertThat(billing.charge(tenant, good.id()).block().charge().rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.charge(tenant, bad.id()).block().charge().rest()).isEqualTo(PRICE);
    }

    // ---- invoices ----

    @Test
    void aMonthClosesIntoOneInvoiceThatAddsUp() {
        sign(SampleContracts.cpl());
        var credited = charged();
        charged();
        charged();
        billing.credit(tenant, credited.id(), CreditReason.DISPUTE, Money.kzt(5_000), "", "q")
                .block();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        assertThat(invoice.state()).isEqualTo(InvoiceState.FINAL);
        assertThat(invoice.net()).isEqualTo(Money.kzt(40_000));
        assertThat(invoice.vat()).isEqualTo(Money.kzt(6_400));
        assertThat(invoice.total()).isEqualTo(Money.kzt(46_400));
        assertThat(invoice.dueOn()).isEqualTo(LocalDate.of(2026, 12, 11));
        var view = billing.invoice(tenant, invoice.id()).block();
        assertThat(view.lines()).hasSize(2);
        assertThat(view.lines().getFirst().quantity()).isEqualTo(3);
        assertThat(view.lines().getFirst().charges()).hasSize(3);
        assertThat(view.lines().getLast().charges()).containsExactly(credited.id());
        assertThat(view.buyer()).isEqualTo(SampleContracts.PARTY);
        var again = billing.close(NOVEMBER, STAFF).block();
        assertThat(again.created()).isEmpty();
        assertThat(billing.invoices(tenant).block()).containsExactly(invoice);
    }

    @Test
    void twoRunsAtOnceMakeOneSetOfInvoicesWithoutGapsInTheirNumbers() {
        var tenants = IntStream.range(0, 4).mapToObj(i -> Tenants.random()).toList();
        for (var each : tenants) {
            contracts.sign(each, SampleContracts.cpl(), "tester").block();
            var call = Contacts.call(clock.instant(), person(), 90);
            billing.assess(each, call.contact(), "call", call).block();
        }
        Flux.range(0, 3).flatMap(i -> billing.close(NOVEMBER, STAFF), 3).then().block();
        for (var each : tenants) {
            assertThat(billing.invoices(each).block()).hasSize(1);
        }
        var numbers = tx.staff(STAFF, db -> db.sql("select number from billing.invoice order by number")
                        .map(row ->
                                Long.parseLong(row.get("number", String.class).substring(3)))
                        .all()
                        .collectList())
                .block();
        assertThat(numbers)
                .isEqualTo(java.util.stream.LongStream.rangeClosed(1, numbers.size())
                        .boxed()
                        .toList());
    }

    @Test
    void aCreditAfterTheInvoiceIsSubtractedFromTheNextOneWithItsOldVat() {
        sign(SampleContracts.cpl());
        var charge = charged();
        charged();
        clock.set(Instant.parse("2026-12-01T05:00:00Z"));
        billing.close(NOVEMBER, STAFF).block();
        billing.credit(tenant, charge.id(), CreditReason.DISPUTE, PRICE, "robot", "q")
                .block();
        assertThat(billing.state(tenant).block().credits()).isEqualTo(Money.kzt(17_400));
        charged();
        charged();
        clock.set(Instant.parse("2027-01-01T05:00:00Z"));
        billing.close(BillingPeriod.parse("2026-12"), STAFF).block();
        var december = billing.invoices(tenant).block().getFirst();
        assertThat(december.period().toString()).isEqualTo("2026-12");
        assertThat(december.total()).isEqualTo(Money.kzt(17_400));
        assertThat(billing.state(tenant).block().credits()).isEqualTo(Money.ZERO_KZT);
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.kzt(34_800 + 17_400));
    }

    @Test
    void aPaymentToldTwiceIsBookedOnceAndSettlesTheInvoice() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var invoice = billing.invoices(tenant).block().getFirst();
        for (int i = 0; i < 3; i++) {
            billing.paid(tenant, invoice.id(), Money.kzt(400), "evt-1", clock.instant())
                    .block();
        }
        assertThat(billing.invoices(tenant).block().getFirst().state()).isEqualTo(InvoiceState.FINAL);
        billing.paid(tenant, invoice.id(), Money.kzt(17_000), "evt-2", clock.instant())
                .block();
        var paid = billing.invoices(tenant).block().getFirst();
        assertThat(paid.state()).isEqualTo(InvoiceState.PAID);
        assertThat(paid.paid()).isEqualTo(Money.kzt(17_400));
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void aVoidInvoiceGivesItsChargesBackToTheNextRun() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        var first = billing.invoices(tenant).block().getFirst();
        billing.voidInvoice(tenant, first.id()).block();
        billing.close(NOVEMBER, STAFF).block();
        var all = billing.invoices(tenant).block();
        assertThat(all).extracting(Invoice::state).containsExactlyInAnyOrder(InvoiceState.VOID, InvoiceState.FINAL);
        assertThat(billing.state(tenant).block().receivable()).isEqualTo(Money.kzt(17_400));
    }

    @Test
    void aPlacementPaysItsMonthlyFeeAndAFreeTenantNothing() {
        sign(ContractDraft.placement(LocalDate.of(2026, 11, 1), SampleContracts.PARTY, Money.kzt(300_000)));
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(tenant).block().getFirst().total()).isEqualTo(Money.kzt(348_000));
        var free = Tenants.random();
        contracts
                .sign(free, ContractDraft.free(LocalDate.of(2026, 1, 1), SampleContracts.PARTY), "t")
                .block();
        billing.close(NOVEMBER, STAFF).block();
        assertThat(billing.invoices(free).block()).isEmpty();
    }

    @Test
    void aMonthThatHasNotBegunIsNotClosed() {
        sign(SampleContracts.cpl());
        assertThatThrownBy(() ->
                        billing.close(BillingPeriod.parse("2027-01"), STAFF).block())
                .isInstanceOf(Problem.Invalid.class);
    }

    // ---- ledger ----

    @Test
    void aPostingIsNeverEditedAndAJournalThatDoesNotBalanceIsRefusedAtCommit() {
        sign(SampleContracts.cpl());
        charged();
        assertThatThrownBy(() -> sql("update billing.posting set amount_minor = 1"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> sql("delete from billing.journal")).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> tx.in(tenant, db -> db.sql("""
            with j as (insert into billing.journal (tenant_id, id, kind, reference, recorded_at)
                values (:tenant, :id, 'CHARGE', :id, now()) returning id)
            insert into billing.posting (tenant_id, journal_id, line, account, amount_minor, currency)
            select :tenant, id, 1, 'UNBILLED', 100, 'KZT' from j\
            """)
                                .bind("tenant", tenant.value())
                                .bind("id", Ids.next())
                                .then())
                        .block())
                .hasStackTraceContaining("does not sum to zero");
    }

    @Test
    void anInvoiceKeepsToItsStatesAndItsText() {
        sign(SampleContracts.cpl());
        charged();
        billing.close(NOVEMBER, STAFF).block();
        assertThatThrownBy(() -> sql("update billing.invoice set state = 'DRAFT' where tenant_id = '" + tenant + "'"))
                .hasStackTraceContaining("does not go from");
        assertThatThrownBy(() -> sql("update billing.invoice set total_minor = 1"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> sql("update billing.invoice set number = 'KV-1'"))
                .hasStackTraceContaining("never edited");
    }

    @Test
    void theLedgerSumsToZeroAfterRandomOperations() {
        var random = random();
        sign(SampleContracts.cpl());
        var charges = new ArrayList<ChargeId>();
        for (int step = 0; step < 40; step++) {
            clock.advance(Duration.ofMinutes(7));
            switch (random.nextInt(6)) {
                case 0 -> billing.close(NOVEMBER, STAFF).block();
                case 1 ->
                    billing.invoices(tenant).block().stream()
                            .filter(one -> one.state() == InvoiceState.FINAL)
                            .findFirst()
                            .ifPresent(one -> billing.paid(
                                            tenant,
                                            one.id(),
                                            one.total(),
                                            Ids.next().toString(),
                                            clock.instant())
                                    .block());
                case 2 -> {
                    if (!charges.isEmpty()) {
                        var charge = charges.get(random.nextInt(charges.size()));
                        var rest =
                                billing.charge(tenant, charge).block().charge().rest();
                        if (rest.isPositive()) {
                            var part = new Money(1 + random.nextLong(rest.minor()), Money.KZT);
                            billing.credit(tenant, charge, CreditReason.GOODWILL, part, "", "q")
                                    .block();
                        }
                    }
                }
                default -> charges.add(charged().id());
            }
        }
        var balance = billing.trialBalance(STAFF, clock.instant()).block();
        assertThat(balance.isBalanced()).isTrue();
        assertThat(balance.rows()).hasSize(Account.values().length);
        var residue = tx.in(
                        tenant, db -> db.sql("select coalesce(sum(amount_minor), 0)::bigint as n from billing.posting")
                                .map(row -> row.get("n", Long.class))
                                .one())
                .block();
        assertThat(residue).isZero();
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

    // ---- deals ----

    @Test
    void aDealWithAFixedClientIsChargedOnce() {
        sign(ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
        var lead = Ids.next();
        fixations
                .claim(
                        tenant,
                        person(),
                        "park",
                        Fixations.PORTAL,
                        lead,
                        clock.instant().minus(Duration.ofDays(20)))
                .block();
        var draft = new DealDraft(
                lead, Money.kzt(30_000_000), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 12), "flat 12");
        var deal = billing.declareDeal(tenant, draft, "b").block();
        assertThat(deal.commission()).isEqualTo(Money.kzt(750_000));
        assertThat(billing.declareDeal(tenant, draft, "b").block()).isEqualTo(deal);
        assertThat(billing.charges(tenant, NOVEMBER).block())
                .singleElement()
                .satisfies(charge -> assertThat(charge.kind()).isEqualTo(ChargeKind.DEAL));
        assertThat(fixations.of(tenant, lead).block().state()).isEqualTo(Fixation.State.CONVERTED);
        assertThat(billing.deals(tenant).block()).containsExactly(deal);
    }

    @Test
    void aDealWithoutAFixationEarnsNothing() {
        sign(ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
        var draft =
                new DealDraft(Ids.next(), Money.kzt(1), LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 12), "flat");
        assertThatThrownBy(() -> billing.declareDeal(tenant, draft, "b").block())
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void theFirstClaimToAClientWinsAndTheNextOneLearnsOnlyTheDate() {
        var person = person();
        var first = fixations
                .claim(tenant, person, null, "agency", null, clock.instant())
                .block();
        assertThat(first.state()).isEqualTo(Fixation.State.CONDITIONAL);
        var tie = fixations
                .claim(tenant, person, "park", "own", null, clock.instant().plusSeconds(200))
                .block();
        assertThat(tie.state()).isEqualTo(Fixation.State.UNDER_REVIEW);
        var lead = Ids.next();
        var late = fixations
                .claim(tenant, person, "park", "portal", lead, clock.instant().plusSeconds(900))
                .block();
        assertThat(late.state()).isEqualTo(Fixation.State.REJECTED);
        assertThat(late.conflictAt()).isEqualTo(first.claimedAt());
        assertThat(fixations
                        .claim(tenant, person, "park", "portal", lead, clock.instant())
                        .block()
                        .id())
                .isEqualTo(late.id());
    }

    @Test
    void aClientWhomAnAgencyHadClaimedIsAKnownClient() {
        sign(SampleContracts.cpl());
        var person = person();
        fixations
                .claim(tenant, person, null, "agency", null, clock.instant().minus(Duration.ofDays(2)))
                .block();
        assertThat(assess(Contacts.call(clock.instant(), person, 90))
                        .receipt()
                        .verdict()
                        .code())
                .isEqualTo("KNOWN_CLIENT");
    }

    // ---- contracts ----

    @Test
    void signingClosesTheVersionBefore() {
        sign(SampleContracts.cpl());
        var second = sign(
                SampleContracts.cpl()
                        .withPlan(40)
                        .withTerms(Terms.defaults().withMinTalkSec(60))
                        .withPrices(List.of(io.kvartal.contract.PriceRule.all(Money.kzt(20_000)))),
                LocalDate.of(2026, 12, 1));
        var history = contracts.history(tenant).block();
        assertThat(history).extracting(Contract::version).containsExactly(2, 1);
        assertThat(history.getLast().validTo()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(history.getFirst()).isEqualTo(second);
        assertThat(contracts
                        .inForce(tenant, Instant.parse("2026-11-30T18:59:59Z"))
                        .block()
                        .version())
                .isOne();
        assertThat(contracts
                        .inForce(tenant, Instant.parse("2026-11-30T19:00:00Z"))
                        .block()
                        .version())
                .isEqualTo(2);
        assertThat(contracts.allInForce(STAFF, clock.instant()).block()).contains(history.getLast());
    }

    private Contract sign(ContractDraft draft, LocalDate from) {
        return sign(new ContractDraft(
                from,
                draft.model(),
                draft.terms(),
                Map.of(),
                draft.prices(),
                null,
                null,
                draft.monthlyLeadPlan(),
                draft.hours(),
                draft.dueDays(),
                draft.party(),
                draft.legalEntity()));
    }

    @Test
    void versionsNeverOverlapAndASignedOneIsNeverEdited() {
        var first = sign(SampleContracts.cpl());
        assertThatThrownBy(() -> sign(SampleContracts.cpl())).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> sign(SampleContracts.cpl(), LocalDate.of(2026, 11, 1)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> sql("""
            insert into contract.contract (tenant_id, id, version, valid_from, zone, model, terms, complex_terms, prices,
                hours, party, currency, monthly_lead_plan, due_days, legal_entity, signed_at, signed_by)
            select tenant_id, gen_random_uuid(), 2, valid_from + 10, zone, model, terms, complex_terms, prices, hours,
                party, currency, monthly_lead_plan, due_days, legal_entity, signed_at, signed_by from contract.contract\
            """)).hasStackTraceContaining("contract_versions_never_overlap");
        assertThatThrownBy(() -> sql("update contract.contract set due_days = 90"))
                .hasStackTraceContaining("permission denied");
        assertThat(contracts.history(tenant).block()).containsExactly(first);
    }
}
