package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.SampleContracts;
import io.kvartal.fixation.ClaimDraft;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixation.State;
import io.kvartal.fixation.FixationDecided;
import io.kvartal.fixation.FixationExpiring;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.OutboxConsumer;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import io.kvartal.verdict.Contacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import kvartal.testing.DbTest;
import kvartal.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Deals: declared by the month, matched blindly, cancelled, forgotten. */
@DbTest
class DealBookDbTests extends BillingBase {
    private static final BillingPeriod OCTOBER = BillingPeriod.parse("2026-10");
    private static final LocalDate SIGNED = LocalDate.of(2026, 11, 10);
    private static final LocalDate PAID = LocalDate.of(2026, 11, 12);

    @Autowired
    Fixations fixations;

    @Autowired
    DealBook book;

    @Autowired
    DealDuties duties;

    @Autowired
    OutboxConsumer<FixationDecided> claimsAreDecided;

    @Autowired
    OutboxConsumer<FixationExpiring> fixationLetters;

    @Autowired
    OutboxConsumer<DealsUndeclared> declarationLetters;

    private void cpt() {
        sign(ContractDraft.cpt(LocalDate.of(2026, 1, 1), SampleContracts.PARTY, new BigDecimal("2.5")));
    }

    private static PhoneNumber phone() {
        return new PhoneNumber("+7702" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000));
    }

    private Fixation fixed(PhoneNumber phone, String complex) {
        return fixations
                .claim(
                        tenant,
                        fixations.person(phone),
                        complex,
                        Ids.next(),
                        clock.instant().minus(Duration.ofDays(20)))
                .block();
    }

    private static DealLine line(String number, PhoneNumber buyer, @Nullable String complex) {
        return new DealLine(number, SIGNED, PAID, Money.kzt(30_000_000), "кв. 12", complex, buyer);
    }

    private Declaration declare(DealLine... lines) {
        return book.declare(tenant, NOVEMBER, List.of(lines), "Айгуль").block();
    }

    private Deal deal() {
        cpt();
        var claim = fixed(phone(), "park");
        return billing.declareDeal(tenant, new DealDraft(claim.lead(), Money.kzt(30_000_000), SIGNED, PAID, "12"), "b")
                .block();
    }

    private Deal cancel(Deal deal, LocalDate on) {
        return book.cancel(tenant, deal.id(), on, "расторгнут", "b").block();
    }

    private Charge charge(Deal deal) {
        return billing.charge(tenant, deal.charge()).block().charge();
    }

    private static void conflict(Mono<?> act, String code) {
        assertThatThrownBy(act::block).isInstanceOf(Problem.Conflict.class).hasMessage(code);
    }

    @Test
    void aDealCancelledInTimeTakesItsWholeCommissionBackOnceAndTheClientIsHeldAgain() {
        var deal = deal();
        var off = cancel(deal, LocalDate.of(2026, 11, 15));
        assertThat(charge(deal).rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(cancel(deal, LocalDate.of(2026, 11, 15)).cancelled().credit())
                .isEqualTo(off.cancelled().credit());
        assertThat(billing.charge(tenant, deal.charge()).block().credits())
                .singleElement()
                .satisfies(note -> assertThat(note.reason()).isEqualTo(CreditReason.DEAL_CANCELLED));
        assertThat(fixations.byId(tenant, deal.fixation()).block().state()).isEqualTo(State.FIXED);
        assertThat(billing.deals(tenant).block()).singleElement().satisfies(kept -> {
            assertThat(kept.commission()).isEqualTo(deal.commission());
            assertThat(kept.cancelled().reason()).isEqualTo("расторгнут");
        });
    }

    @Test
    void afterNinetyDaysTheCommissionStays() {
        var deal = deal();
        clock.advance(Duration.ofDays(120));
        conflict(book.cancel(tenant, deal.id(), PAID.plusDays(91), "поздно", "b"), "deal-claw-back-over");
        assertThat(charge(deal).rest()).isEqualTo(deal.commission());
        cancel(deal, PAID.plusDays(90));
        assertThat(charge(deal).rest()).isEqualTo(Money.ZERO_KZT);
    }

    @Test
    void aCancellationNeedsADayAndAReasonThatCanBe() {
        var deal = deal();
        for (var on : List.of(SIGNED.minusDays(1), LocalDate.of(2026, 11, 17))) {
            assertThatThrownBy(() -> cancel(deal, on)).isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> book.cancel(tenant, deal.id(), PAID, " ", "b").block())
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() ->
                        book.cancel(tenant, UUID.randomUUID(), PAID, "x", "b").block())
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aClientWhoseDealWasCancelledMayBuyAfterAllAndOnlyThen() {
        var deal = deal();
        var other = new DealDraft(deal.lead(), Money.kzt(28_000_000), SIGNED, PAID, "14");
        conflict(billing.declareDeal(tenant, other, "b"), "deal-declared-already");
        cancel(deal, PAID);
        var second = billing.declareDeal(tenant, other, "b").block();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.commission()).isEqualTo(Money.kzt(700_000));
        assertThatThrownBy(() -> sql("""
            insert into billing.deal (tenant_id, id, lead_id, fixation_id, contract_sum_minor, commission_minor, currency, signed_on,
                paid_on, description, declared_by, declared_at, attempt)
            select tenant_id, gen_random_uuid(), lead_id, fixation_id, 1, 1, 'KZT', signed_on, paid_on, '', '', declared_at, 3
            from billing.deal where attempt = 2 and tenant_id = '%s'\
            """.formatted(tenant))).isNotNull();
    }

    @Test
    void aMonthIsMatchedBlindlyAndOnlyHitsAreKept() {
        cpt();
        var ours = phone();
        var elsewhere = phone();
        var stranger = phone();
        fixed(ours, "park");
        fixed(elsewhere, "river");
        var declared =
                declare(line("A-1", ours, "park"), line("A-2", elsewhere, "park"), line("A-3", stranger, "park"));
        assertThat(declared.lines()).isEqualTo(3);
        assertThat(declared.unknown()).isEqualTo(1);
        assertThat(declared.hits()).extracting(DeclaredDeal::contractNo).containsExactly("A-1", "A-2");
        assertThat(declared.hits())
                .extracting(DeclaredDeal::state)
                .containsExactly(DeclaredDeal.State.DEAL, DeclaredDeal.State.PENDING);
        assertThat(billing.charges(tenant, NOVEMBER).block())
                .singleElement()
                .satisfies(charge -> assertThat(charge.amount()).isEqualTo(Money.kzt(750_000)));
        assertThat(traces(stranger)).isZero();
        assertThat(declare(line("A-1", ours, "park"), line("A-3", stranger, null))
                        .version())
                .isEqualTo(2);
        assertThat(billing.charges(tenant, NOVEMBER).block()).hasSize(1);
    }

    /** In every text of the tables that a declaration writes. */
    private long traces(PhoneNumber phone) {
        return tx.in(tenant, db -> db.sql("""
            select (select count(*) from billing.declared_deal d where d::text like :phone or d::text like :person)
                + (select count(*) from billing.deal_declaration d where d::text like :phone or d::text like :person)
                + (select count(*) from fixation.fixation f where f::text like :phone or f::text like :person)
                + (select count(*) from platform.audit a where a.detail::text like :phone or a.detail::text like :person)
            """)
                        .bind("phone", "%" + phone.e164().substring(1) + "%")
                        .bind("person", "%" + fixations.person(phone) + "%")
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    @Test
    void aPersonDecidesWhatIsUncertain() {
        cpt();
        var one = phone();
        var two = phone();
        fixed(one, "river");
        fixed(two, "river");
        var hits = declare(line("B-1", one, "park"), line("B-2", two, "park")).hits();
        var charged = book.decide(tenant, hits.get(0).id(), true, "тот же проект", "Сауле")
                .block();
        var free = book.decide(tenant, hits.get(1).id(), false, "другой объект", "Сауле")
                .block();
        assertThat(charged.deal()).isNotNull();
        assertThat(free.state()).isEqualTo(DeclaredDeal.State.NO_DEAL);
        conflict(book.decide(tenant, hits.get(0).id(), false, "ещё раз", "Сауле"), "deals-decided-already");
        assertThat(billing.charges(tenant, NOVEMBER).block()).hasSize(1);
    }

    @Test
    void aWrongDeclarationChangesNothing() {
        cpt();
        var buyer = phone();
        fixed(buyer, "park");
        for (var lines : List.of(
                List.of(line("C-1", buyer, null), line("C-1", phone(), null)),
                List.of(new DealLine("C-2", PAID, SIGNED, Money.kzt(1), "", null, buyer)),
                List.of(new DealLine("C-3", SIGNED, LocalDate.of(2026, 11, 17), Money.kzt(1), "", null, buyer)))) {
            assertThatThrownBy(() ->
                            book.declare(tenant, NOVEMBER, lines, "Айгуль").block())
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> book.declare(tenant, BillingPeriod.parse("2026-12"), List.of(), "x")
                        .block())
                .isInstanceOf(Problem.Invalid.class);
        declare(line("C-4", buyer, "park"));
        var other = new DealLine("C-4", SIGNED, PAID, Money.kzt(1), "", "park", buyer);
        conflict(book.declare(tenant, NOVEMBER, List.of(other), "x"), "deals-declared-otherwise");
        assertThat(book.declaration(tenant, NOVEMBER).block().version()).isEqualTo(1);
    }

    @Test
    void whoDoesNotDeclareInTimeIsRemindedOnceAndSeen() {
        cpt();
        clock.set(Instant.parse("2026-11-05T12:00:00Z"));
        assertThat(isLate()).isFalse();
        clock.set(Instant.parse("2026-11-06T12:00:00Z"));
        assertThat(isLate()).isTrue();
        duties.remind().block();
        duties.remind().block();
        assertThat(events(DealsUndeclared.class)).isEqualTo(1);
        declarationLetters
                .on(tenant, new DealsUndeclared("2026-10", LocalDate.of(2026, 11, 5)))
                .block();
        declarationLetters
                .on(tenant, new DealsUndeclared("2026-10", LocalDate.of(2026, 11, 5)))
                .block();
        assertThat(mails("deals " + tenant + " 2026-10")).isEqualTo(1);
        book.declare(tenant, OCTOBER, List.of(), "Айгуль").block();
        assertThat(isLate()).isFalse();
    }

    private boolean isLate() {
        return book.undeclared(STAFF, OCTOBER).block().stream()
                .anyMatch(contract -> contract.tenant().equals(tenant));
    }

    private long events(Class<?> type) {
        return tx.in(tenant, db -> db.sql(
                                "select count(*) from platform.outbox where type = :type and developer_id = :tenant")
                        .bind("type", type.getName())
                        .bind("tenant", tenant.value())
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    private long mails(String key) {
        return tx.in(tenant, db -> db.sql("select count(*) from platform.mail where dedupe_key = :key")
                        .bind("key", key)
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    @Test
    void theEndOfATermIsWrittenToTheDeveloperOnce() {
        cpt();
        var claim = fixed(phone(), "park");
        var event = new FixationExpiring(claim.id(), claim.lead(), 3, claim.validTill());
        fixationLetters.on(tenant, event).block();
        fixationLetters.on(tenant, event).block();
        assertThat(mails("fixation " + claim.id() + " " + claim.validTill() + " 3"))
                .isEqualTo(1);
    }

    @Test
    void aDealThatOnlyTheDeskHeardOfIsSuspiciousUntilItIsDeclared() {
        cpt();
        var claim = fixed(phone(), "park");
        book.heardOf(tenant, claim.lead(), "stage", "Парк").block();
        book.heardOf(tenant, claim.lead(), "stage", "Парк").block();
        assertThat(suspicions(claim)).isEqualTo(1);
        billing.declareDeal(tenant, new DealDraft(claim.lead(), Money.kzt(1_000_000), SIGNED, PAID, ""), "b")
                .block();
        assertThat(suspicions(claim)).isZero();
    }

    private long suspicions(Fixation claim) {
        return book.suspicions(STAFF).block().stream()
                .filter(heard -> heard.lead().equals(claim.lead()))
                .count();
    }

    // ---- known clients ----

    @Test
    void aDateThatNobodyHasCheckedTakesNoBilledLeadBackAndACheckedOneDoes() {
        sign(SampleContracts.cpl());
        var phone = phone();
        var call = Contacts.call(clock.instant(), fixations.person(phone), 90);
        var charge = assess(call).charge();
        assertThat(charge).isNotNull();
        clock.advance(Duration.ofHours(1));
        var proven = clock.instant().minus(Duration.ofDays(9));
        var own = fixations
                .claim(tenant, new ClaimDraft(phone, null, Channel.OWN, null, "CRM 17", proven), "Ержан")
                .block();
        heard(own);
        assertThat(billing.charge(tenant, charge.id()).block().charge().rest()).isEqualTo(PRICE);
        fixations.decide(tenant, own.id(), true, "выписка верна", "Сауле").block();
        heard(own);
        heard(own);
        assertThat(billing.charge(tenant, charge.id()).block().charge().rest()).isEqualTo(Money.ZERO_KZT);
        assertThat(assess(call).receipt().verdict().code()).isEqualTo("KNOWN_CLIENT");
    }

    private void heard(Fixation claim) {
        claimsAreDecided
                .on(tenant, new FixationDecided(claim.id(), claim.person()))
                .block();
    }

    @Test
    void aClaimCountsFromWhenItWasMadeWhileNobodyHasLookedAtIt() {
        sign(SampleContracts.cpl());
        var phone = phone();
        fixations
                .claim(tenant, new ClaimDraft(phone, null, Channel.OWN, null, "CRM 18", clock.instant()), "Ержан")
                .block();
        clock.advance(Duration.ofHours(1));
        assertThat(assess(Contacts.call(clock.instant(), fixations.person(phone), 90))
                        .receipt()
                        .verdict()
                        .code())
                .isEqualTo("KNOWN_CLIENT");
    }

    // ---- any order ----

    @Test
    void inWhateverOrderClaimsVisitsDealsAndCancellationsComeMoneyStaysRight() {
        var random = random();
        cpt();
        int deals = 0;
        for (int i = 0; i < 60; i++) {
            deals += story(random);
        }
        assertThat(deals).isGreaterThan(20);
        assertThat(fixations.verify(tenant).block().isWhole()).isTrue();
        assertThat(billing.trialBalance(STAFF, clock.instant()).block().isBalanced())
                .isTrue();
    }

    /** One client's life of fourteen random events. Emits how many deals it had. */
    private int story(Random random) {
        clock.set(TestClock.START);
        var phone = phone();
        var person = fixations.person(phone);
        var leads = List.of(Ids.next(), Ids.next());
        for (int step = 0; step < 14; step++) {
            clock.advance(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 8)));
            attempt(random, phone, person, leads.get(random.nextInt(2)));
            var now = clock.instant();
            assertThat(fixations.ofPersons(tenant, List.of(person)).block().stream()
                            .filter(claim -> claim.holds(now)))
                    .hasSizeLessThanOrEqualTo(1);
        }
        var own = billing.deals(tenant).block().stream()
                .filter(deal -> leads.contains(deal.lead()))
                .toList();
        assertThat(own.stream().filter(deal -> deal.cancelled() == null)).hasSizeLessThanOrEqualTo(1);
        own.forEach(deal -> assertThat(charge(deal).rest())
                .isEqualTo(deal.cancelled() == null ? deal.commission() : Money.ZERO_KZT));
        return own.size();
    }

    private void attempt(Random random, PhoneNumber phone, String person, UUID lead) {
        var now = clock.instant();
        var today = now.atZone(io.kvartal.contract.WorkingHours.ALMATY).toLocalDate();
        Mono<?> act =
                switch (random.nextInt(8)) {
                    case 0, 1 -> fixations.claim(tenant, person, "park", lead, now);
                    case 2 -> fixations.claim(tenant, new ClaimDraft(phone, "park", Channel.OWN, null, "x", now), "d");
                    case 3 -> fixations.visited(tenant, lead, now, "d");
                    case 4 -> fixations.booked(tenant, lead, now, "d");
                    case 5 ->
                        fixations.of(tenant, lead).flatMap(claim -> fixations.extend(tenant, claim.id(), "x", "d"));
                    case 6 ->
                        billing.declareDeal(tenant, new DealDraft(lead, Money.kzt(20_000_000), today, today, ""), "d");
                    default ->
                        billing.deals(tenant).flatMap(all -> all.stream()
                                .filter(deal -> deal.lead().equals(lead))
                                .findFirst()
                                .map(deal -> book.cancel(tenant, deal.id(), today, "x", "d"))
                                .orElseGet(Mono::empty));
                };
        act.then().onErrorResume(Problem.class, refused -> Mono.empty()).block();
    }
}
