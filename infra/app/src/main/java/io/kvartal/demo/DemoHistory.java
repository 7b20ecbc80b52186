package io.kvartal.demo;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.platform.Jobs;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes three months into the diary, day by day, and lives them. */
@Component
@ConditionalOnProperty("kvartal.demo-history")
class DemoHistory {
    static final int DAYS = 92;

    private static final Logger LOG = LoggerFactory.getLogger(DemoHistory.class);
    private static final int CONTACTS_A_DAY = 5;
    private static final int CONTESTING = 3;

    private final Catalogue catalogue;
    private final DemoBuyers buyers;
    private final DemoStaff staff;
    private final DemoSales sales;
    private final DemoMoney money;
    private final Jobs jobs;
    private final DemoClock clock;

    DemoHistory(
            Catalogue catalogue,
            DemoBuyers buyers,
            DemoStaff staff,
            DemoSales sales,
            DemoMoney money,
            Jobs jobs,
            DemoClock clock) {
        this.catalogue = catalogue;
        this.buyers = buyers;
        this.staff = staff;
        this.sales = sales;
        this.money = money;
        this.jobs = jobs;
        this.clock = clock;
    }

    Mono<Void> live(Instant now) {
        return catalogue.complexes().flatMap(complexes -> {
            var random = new Random(2026);
            var diary = new Diary(clock, now);
            var today = LocalDate.ofInstant(now, Ui.ZONE);
            var first = today.minusDays(DAYS);
            first.datesUntil(today.plusDays(1)).forEach(day -> day(diary, day, complexes, random));
            money.plan(diary, first, today, complexes);
            return diary.live()
                    .doOnNext(events -> LOG.info("demo: {} events of {} days", events, DAYS))
                    .then(catchUp(complexes, now))
                    .then(Mono.fromRunnable(clock::goOn));
        });
    }

    private void day(Diary diary, LocalDate day, List<Complex> complexes, Random random) {
        diary.at(at(day, 0, 5), "new day", () -> {
            LOG.info("demo: {}", day);
            return Mono.empty();
        });
        var contacts = Math.round(CONTACTS_A_DAY * weight(day) * (0.8 + 0.4 * random.nextDouble()));
        var people = buyers.people(random);
        for (int i = 0; i < contacts; i++) {
            var complex = favourite(complexes, random);
            var time = at(day, 9 + random.nextInt(12), random.nextInt(60)).plusSeconds(random.nextInt(60));
            diary.at(
                    time,
                    "a buyer",
                    () -> buyers.comes(diary, people.next("/ru/zhk/" + complex.slug()), complex, time, random));
        }
        for (int hour = 10; hour <= 18; hour += 8) {
            diary.at(at(day, hour, 30), "promises", () -> run("lead promises").then(run("outbox")));
        }
        if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
            diary.at(at(day, 12, 0), "desk", () -> staff.phonesBack(diary, at(day, 12, 0), complexes, random));
            diary.at(at(day, 16, 30), "desk", () -> staff.phonesBack(diary, at(day, 16, 30), complexes, random));
            diary.at(at(day, 17, 30), "disputes", () -> staff.decides(random));
        }
        if (day.getDayOfMonth() == 1) {
            diary.at(at(day, 8, 0), "month end", () -> staff.closesMonth(diary, day, random));
        }
        if (day.getDayOfMonth() == 25 && day.getMonthValue() % 3 == 0) {
            diary.at(at(day, 10, 0), "survey", () -> staff.asksDevelopers(diary, day, random));
        }
    }

    /** The jobs that follow events at their own pace do so once before real time takes over. */
    private Mono<Void> catchUp(List<Complex> complexes, Instant now) {
        return Flux.fromIterable(complexes)
                .map(Complex::developer)
                .distinct()
                .take(CONTESTING)
                .concatMap(developer -> sales.contests(developer, BillingPeriod.of(now, Ui.ZONE)))
                .then(run("call.notices"))
                .then(run("outbox"))
                .then(run("mail-delivery"));
    }

    private Mono<Void> run(String job) {
        return jobs.run(job).onErrorResume(refusal -> {
            LOG.warn("demo: job {}", job, refusal);
            return Mono.empty();
        });
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(Ui.ZONE).toInstant();
    }

    private static double weight(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> 0.8;
            case SUNDAY -> 0.6;
            default -> 1.1;
        };
    }

    /** The four tenants of the documentation get more than their share, and every developer has complexes that sell better. */
    private static Complex favourite(List<Complex> complexes, Random random) {
        for (int tries = 0; tries < 20; tries++) {
            var complex = complexes.get(random.nextInt(complexes.size()));
            var weight =
                    switch (complex.developerSlug()) {
                        case "alatau-development" -> 1.0;
                        case "samal-stroy", "nomad-city", "tengri-home" -> 0.7;
                        default -> 0.35;
                    };
            if (random.nextDouble() < weight) {
                return complex;
            }
        }
        return complexes.getFirst();
    }

    static Instant start(Instant now) {
        return now.minus(Duration.ofDays(DAYS + 1));
    }
}
