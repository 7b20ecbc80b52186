package io.kvartal.demo;

import io.kvartal.call.sandbox.SandboxCall;
import io.kvartal.call.sandbox.SandboxExchange;
import io.kvartal.catalogue.Complex;
import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadForm;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.number.Numbers;
import io.kvartal.platform.Jobs;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.Visitors;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Buyers of the demo: they visit, press the button and call, or write. */
@Component
@ConditionalOnProperty("kvartal.demo-history")
class DemoBuyers {
    /** Few lengths, so that few sounds are stored. */
    private static final List<Integer> TALKS = List.of(9, 14, 24, 33, 47, 58, 71, 96, 124, 151);

    private static final List<String> WISHES = List.of(
            "Интересует двухкомнатная, ипотека 7-20-25",
            "Қай қабаттар қалды?",
            "Можно посмотреть в выходные?",
            "Рассрочка до сдачи есть?",
            "What is the service charge?");
    private static final double CALLS = 0.48;
    private static final double MISSED = 0.14;

    private final Visitors visitors;
    private final Numbers numbers;
    private final Leads leads;
    private final SandboxExchange exchange;
    private final DemoSales sales;
    private final Jobs jobs;

    private @Nullable People people;

    DemoBuyers(Visitors visitors, Numbers numbers, Leads leads, SandboxExchange exchange, DemoSales sales, Jobs jobs) {
        this.visitors = visitors;
        this.numbers = numbers;
        this.leads = leads;
        this.exchange = exchange;
        this.sales = sales;
        this.jobs = jobs;
    }

    People people(Random random) {
        var made = people;
        if (made == null) {
            made = new People(random);
            people = made;
        }
        return made;
    }

    Mono<Void> comes(Diary diary, Person person, Complex complex, Instant now, Random random) {
        var visit = visitors.touch(person.visitor(), person.arrival(), now);
        return random.nextDouble() < CALLS
                ? visit.then(calls(diary, person, complex, now, random))
                : visit.then(writes(diary, person, complex, now, random));
    }

    private Mono<Void> calls(Diary diary, Person person, Complex complex, Instant now, Random random) {
        var dials = now.plusSeconds(20 + random.nextInt(240));
        return numbers.reveal(person.visitor(), complex)
                .doOnNext(shown ->
                        diary.at(dials, "a call", () -> talks(diary, person, complex, shown.number(), dials, random)))
                .then();
    }

    private Mono<Void> talks(
            Diary diary, Person person, Complex complex, PhoneNumber number, Instant at, Random random) {
        var missed = random.nextDouble() < MISSED;
        var call = new SandboxCall(
                new UUID(random.nextLong(), random.nextLong()),
                number,
                person.phone(),
                at,
                missed ? 25 : 4 + 3 * random.nextInt(2),
                missed ? 0 : TALKS.get(random.nextInt(TALKS.size())),
                random.nextInt(2));
        return exchange.play(call, random.nextInt(20) == 0)
                .then(jobs.run("call.notices"))
                .then(leads.list(complex.developer(), LeadFilter.ALL, null, 1))
                .doOnNext(newest ->
                        newest.items().stream().findFirst().ifPresent(lead -> follow(diary, complex, lead, random)))
                .then();
    }

    private Mono<Void> writes(Diary diary, Person person, Complex complex, Instant now, Random random) {
        var form = new LeadForm(
                complex.slug(),
                null,
                person.name(),
                person.phone().e164(),
                random.nextInt(3) == 0 ? WISHES.get(random.nextInt(WISHES.size())) : null,
                null,
                person.lang(),
                random.nextInt(5) == 0 ? Set.of("contact") : Set.of("contact", "share"),
                new LeadForm.Evidence(
                        person.visitor().value(),
                        "form",
                        "10." + random.nextInt(250) + "." + random.nextInt(250) + ".7",
                        null,
                        false));
        return leads.request(form)
                .doOnNext(accepted -> diary.at(now.plusSeconds(1), "a form's way", () -> lead(complex, accepted.lead())
                        .doOnNext(lead -> follow(diary, complex, lead, random))))
                .then();
    }

    private Mono<LeadRow> lead(Complex complex, LeadId id) {
        return leads.card(complex.developer(), id).map(card -> card.lead());
    }

    private void follow(Diary diary, Complex complex, LeadRow lead, Random random) {
        sales.follow(diary, complex, lead, random);
    }
}
