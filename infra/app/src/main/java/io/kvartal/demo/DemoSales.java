package io.kvartal.demo;

import io.kvartal.billing.Billing;
import io.kvartal.billing.DealDraft;
import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Channel;
import io.kvartal.contract.CommercialModel;
import io.kvartal.dispute.Disputes;
import io.kvartal.lead.Handling;
import io.kvartal.lead.LeadId;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Stage;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sales offices and the call centre of the demo: some answer at once, some forget. */
@Component
@ConditionalOnProperty("kvartal.demo-history")
class DemoSales {
    private static final Staff OPERATOR = new Staff("demo-operator", "Жанар Оспанова", Set.of(Role.OPERATOR));
    private static final String MEMBER = "Ержан Сулейменов";
    private static final double DISPUTED = 0.12;
    private static final int OPEN = 2;

    private final Leads leads;
    private final Disputes disputes;
    private final Billing billing;

    DemoSales(Leads leads, Disputes disputes, Billing billing) {
        this.leads = leads;
        this.disputes = disputes;
        this.billing = billing;
    }

    void follow(Diary diary, Complex complex, LeadRow lead, Random random) {
        if (lead.stage() != Stage.NEW) {
            return;
        }
        var tenant = complex.developer();
        var at = lead.lastContactAt();
        if (lead.handling() == Handling.CALL_CENTRE) {
            var qualified = at.plus(Duration.ofMinutes(10 + random.nextInt(50)));
            diary.at(qualified, "qualification", () -> qualifies(diary, complex, lead.id(), qualified, random));
        } else {
            works(diary, complex, lead.id(), at, random);
        }
        if (random.nextDouble() < DISPUTED) {
            // Only a call has a recording to point into.
            var second = lead.channel() == Channel.CALL ? 5 + random.nextInt(20) : null;
            diary.at(
                    at.plus(Duration.ofHours(26)),
                    "a dispute, refused where nothing was charged",
                    () -> disputes.open(
                            tenant, lead.id(), "non-target", "Спрашивали аренду, а не покупку", second, MEMBER));
        }
    }

    /** The newest charged leads, which nobody has decided on yet. */
    Mono<Void> contests(TenantId tenant, BillingPeriod period) {
        return billing.charges(tenant, period)
                .flatMapIterable(charges -> charges)
                .filter(charge -> charge.lead() != null && charge.rest().isPositive())
                .take(OPEN)
                .concatMap(charge -> disputes.open(
                                tenant,
                                new LeadId(Objects.requireNonNull(charge.lead())),
                                "non-target",
                                "Спрашивали аренду, а не покупку",
                                null,
                                MEMBER)
                        .onErrorComplete())
                .then();
    }

    private Mono<Void> qualifies(Diary diary, Complex complex, LeadId lead, Instant now, Random random) {
        var tenant = complex.developer();
        var who = OPERATOR.access("call centre");
        if (random.nextDouble() < 0.2) {
            return leads.qualify(
                            who, tenant, lead, Classification.nonTarget("rent", OPERATOR.name(), now), "Ищет аренду")
                    .then();
        }
        return leads.qualify(
                        who, tenant, lead, Classification.target(OPERATOR.name(), now), "Ищет 2-комнатную, ипотека")
                .then(random.nextDouble() < 0.8 ? leads.handOver(who, tenant, lead) : Mono.empty())
                .doFinally(end -> works(diary, complex, lead, now, random))
                .then();
    }

    private void works(Diary diary, Complex complex, LeadId lead, Instant from, Random random) {
        var tenant = complex.developer();
        var temper = temper(complex.developerSlug());
        if (random.nextDouble() > temper.answers()) {
            return;
        }
        var called = from.plus(Duration.ofMinutes(2 + random.nextInt(temper.minutes())));
        diary.at(
                called,
                "call back",
                () -> leads.attempt(
                        tenant, lead, called, random.nextInt(6) == 0 ? "no-answer" : "reached", null, MEMBER));
        diary.at(called.plus(Duration.ofHours(3)), "in work", () -> moves(tenant, lead, Stage.IN_WORK, null));
        var fate = random.nextDouble();
        if (fate < 0.3) {
            diary.at(called.plus(Duration.ofDays(2)), "refused", () -> moves(tenant, lead, Stage.REFUSED, "Дорого"));
        } else if (fate < 0.6) {
            diary.at(called.plus(Duration.ofDays(3)), "showing", () -> moves(tenant, lead, Stage.SHOWING, null));
        }
        if (fate > 0.45 && fate < 0.55) {
            diary.at(called.plus(Duration.ofDays(9)), "booking", () -> moves(tenant, lead, Stage.BOOKING, null));
            var signed = called.plus(Duration.ofDays(20));
            diary.at(signed, "deal", () -> sells(tenant, lead, signed));
        }
    }

    private Mono<Void> moves(TenantId tenant, LeadId lead, Stage to, @org.jspecify.annotations.Nullable String reason) {
        return leads.card(tenant, lead)
                .flatMap(card ->
                        leads.stage(tenant, lead, to, reason, card.lead().version(), MEMBER))
                .then();
    }

    private Mono<Void> sells(TenantId tenant, LeadId lead, Instant at) {
        var day = LocalDate.ofInstant(at, Ui.ZONE);
        return moves(tenant, lead, Stage.DEAL, null)
                .then(leads.card(tenant, lead))
                .filter(card -> card.model() == CommercialModel.CPT)
                .flatMap(card -> billing.declareDeal(
                        tenant,
                        new DealDraft(lead.value(), Money.kzt(31_500_000), day, day, "Договор долевого участия"),
                        MEMBER))
                .then();
    }

    /** @param answers share of leads that get a call. @param minutes the longest wait of those who do */
    private record Temper(double answers, int minutes) {}

    private static Temper temper(String slug) {
        return switch (slug) {
            case "alatau-development" -> new Temper(0.9, 40);
            case "turan-estate", "esil-invest" -> new Temper(0.6, 300);
            case "nomad-city" -> new Temper(0.85, 90);
            default -> new Temper(0.82, 120);
        };
    }
}
