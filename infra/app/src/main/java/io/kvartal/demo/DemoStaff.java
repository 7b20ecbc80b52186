package io.kvartal.demo;

import io.kvartal.billing.Billing;
import io.kvartal.callback.Callback;
import io.kvartal.callback.Callbacks;
import io.kvartal.callback.Outcome;
import io.kvartal.catalogue.Complex;
import io.kvartal.dispute.Decision;
import io.kvartal.dispute.Disputes;
import io.kvartal.lead.ConsentPurpose;
import io.kvartal.lead.Leads;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.Role;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.survey.Quarter;
import io.kvartal.survey.Surveys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The portal's own people of the demo: they phone buyers back, decide disputes, close months, ask developers. */
@Component
@ConditionalOnProperty("kvartal.demo-history")
class DemoStaff {
    private static final Staff CALLER = new Staff("demo-quality", "Айгүл Нұрланова", Set.of(Role.QUALITY));
    private static final Staff JUDGE = new Staff("demo-judge", "Серик Жумабаев", Set.of(Role.QUALITY));
    private static final Staff BILLING = new Staff("demo-billing", "Гульмира Касенова", Set.of(Role.BILLING));
    private static final Staff MANAGER =
            new Staff("018f0000-0000-7000-8000-000000001125", "Данил Захаров", Set.of(Role.MANAGER));
    private static final int CALLS_A_ROUND = 4;
    private static final Pattern NPS_LINK = Pattern.compile("/nps/([A-Za-z0-9_-]{16,})");

    private final Callbacks callbacks;
    private final Leads leads;
    private final Disputes disputes;
    private final Billing billing;
    private final DemoMoney money;
    private final Surveys surveys;
    private final Jobs jobs;
    private final TenantTx tx;
    private final DemoClock clock;

    DemoStaff(
            Callbacks callbacks,
            Leads leads,
            Disputes disputes,
            Billing billing,
            DemoMoney money,
            Surveys surveys,
            Jobs jobs,
            TenantTx tx,
            DemoClock clock) {
        this.callbacks = callbacks;
        this.leads = leads;
        this.disputes = disputes;
        this.billing = billing;
        this.money = money;
        this.surveys = surveys;
        this.jobs = jobs;
        this.tx = tx;
        this.clock = clock;
    }

    Mono<Void> phonesBack(Diary diary, Instant now, List<Complex> complexes, Random random) {
        return Flux.range(0, CALLS_A_ROUND)
                .concatMap(i -> callbacks.next(CALLER).flatMap(callback -> asks(callback, complexes, random)))
                .then(jobs.run("outbox"));
    }

    private Mono<Void> asks(Callback callback, List<Complex> complexes, Random random) {
        var who = CALLER.access("callback");
        return tx.staff(who, db -> leads.card(callback.developer(), callback.lead()))
                .flatMap(card -> {
                    if (random.nextInt(5) == 0) {
                        return callbacks
                                .answer(CALLER, callback.id(), Outcome.of("no-answer", null, null))
                                .then();
                    }
                    if (card.lead().firstContactAt() != null) {
                        return callbacks
                                .answer(CALLER, callback.id(), Outcome.of("contacted", 3 + random.nextInt(3), null))
                                .then();
                    }
                    return callbacks
                            .answer(CALLER, callback.id(), Outcome.of("not-contacted", null, "Никто не позвонил"))
                            .then(random.nextInt(3) == 0 ? Mono.empty() : passesOn(callback, complexes, random));
                });
    }

    private Mono<Void> passesOn(Callback callback, List<Complex> complexes, Random random) {
        var who = CALLER.access("buyer was forgotten");
        var city = complexes.stream()
                .filter(complex -> complex.slug().equals(callback.complex()))
                .map(Complex::city)
                .findFirst()
                .orElse("almaty");
        var others = complexes.stream()
                .filter(complex -> complex.city().equals(city)
                        && !complex.developer().equals(callback.developer())
                        && !complex.developerSlug().equals("tengri-home"))
                .toList();
        var target = others.get(random.nextInt(others.size()));
        return leads.recordConsent(
                        who,
                        callback.developer(),
                        callback.lead(),
                        ConsentPurpose.SHARE,
                        "callback " + callback.id().value())
                .then(leads.reassign(who, callback.developer(), callback.lead(), target.id()))
                .then();
    }

    Mono<Void> decides(Random random) {
        return jobs.run("dispute-silence")
                .then(disputes.list(JUDGE.access("disputes"), true))
                .flatMapMany(Flux::fromIterable)
                .filter(open -> open.openedAt().isBefore(clock.instant().minus(Duration.ofHours(20))))
                .concatMap(open ->
                        disputes.decide(JUDGE, open.id(), verdict(random)).onErrorComplete())
                .then(jobs.run("outbox"));
    }

    private static Decision verdict(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Decision.of("rejected", "none", "На записи покупатель спрашивает цену новой квартиры", null);
            case 1 -> Decision.of("upheld", "replacement", "Разговор об аренде", null);
            default -> Decision.of("upheld", "credit", "Разговор об аренде", null);
        };
    }

    Mono<Void> closesMonth(Diary diary, LocalDate day, Random random) {
        var period = new BillingPeriod(YearMonth.from(day).minusMonths(1));
        var paying = day.plusDays(6);
        diary.at(paying.atTime(11, 0).atZone(Ui.ZONE).toInstant(), "payments", () -> pay(period, random));
        return billing.close(period, BILLING.access("month end"))
                .then(jobs.run("outbox"))
                .then(jobs.run("mail-delivery"));
    }

    private Mono<Void> pay(BillingPeriod period, Random random) {
        return billing.allInvoices(BILLING.access("payments"), period)
                .flatMap(invoices -> money.bank(period, invoices, random));
    }

    Mono<Void> asksDevelopers(Diary diary, LocalDate day, Random random) {
        return surveys.wave(MANAGER.access("survey"), Quarter.of(day))
                .then(links())
                .doOnNext(secrets -> secrets.stream()
                        .filter(secret -> random.nextInt(10) < 7)
                        .forEach(secret -> diary.at(
                                clock.instant().plus(Duration.ofHours(2 + random.nextInt(90))),
                                "an answer",
                                () -> surveys.answer(
                                        secret,
                                        mark(random),
                                        random.nextBoolean() ? "Нужны заявки с ипотекой" : null))))
                .then();
    }

    /** What the people find in their mailboxes. */
    private Mono<List<String>> links() {
        return tx.portal(db -> db.sql("select body_text from platform.mail where dedupe_key like 'nps %'")
                .map(row -> Objects.requireNonNull(row.get("body_text", String.class)))
                .all()
                .collectList()
                .map(letters -> letters.stream()
                        .map(NPS_LINK::matcher)
                        .filter(java.util.regex.Matcher::find)
                        .map(link -> link.group(1))
                        .sorted()
                        .toList()));
    }

    private static int mark(Random random) {
        return List.of(10, 9, 9, 8, 10, 7, 9, 6, 8, 4).get(random.nextInt(10));
    }
}
