package io.kvartal.desk;

import io.kvartal.callback.Callbacks;
import io.kvartal.callback.Heard;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Unit;
import io.kvartal.catalogue.UnitId;
import io.kvartal.desk.Ranking.Conduct;
import io.kvartal.desk.Ranking.Ranked;
import io.kvartal.lead.DeskLead;
import io.kvartal.lead.LeadStats;
import io.kvartal.lead.Leads;
import io.kvartal.search.Alternative;
import io.kvartal.search.Search;
import io.kvartal.search.Wishes;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Other developers for a buyer whom the first one forgot. Runs in the caller's staff transaction. */
@Component
class Alternatives {
    private static final Duration HEARD_IN = Duration.ofDays(90);
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Search search;
    private final Catalogue catalogue;
    private final Leads leads;
    private final Callbacks callbacks;
    private final Clock clock;

    Alternatives(Search search, Catalogue catalogue, Leads leads, Callbacks callbacks, Clock clock) {
        this.search = search;
        this.catalogue = catalogue;
        this.leads = leads;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    Mono<List<Ranked>> of(DeskLead lead) {
        return catalogue.complex(lead.complexId()).flatMap(complex -> wishes(lead)
                .flatMap(wishes -> search.similar(complex, wishes, Set.of(lead.tenant()))
                        .flatMap(found -> conduct(found).map(conduct -> Ranking.rank(found, conduct)))));
    }

    /** A buyer who asked about one flat wants its like; otherwise the complex itself says what was wanted. */
    private Mono<Wishes> wishes(DeskLead lead) {
        var unit = lead.card().lead().unit();
        return unit == null
                ? Mono.just(Wishes.UNKNOWN)
                : catalogue.unit(new UnitId(unit)).map(Alternatives::like);
    }

    private static Wishes like(Unit unit) {
        return new Wishes(unit.rooms(), unit.price(), unit.area());
    }

    private Mono<Map<TenantId, Conduct>> conduct(List<Alternative> found) {
        var developers = found.stream()
                .map(alternative -> alternative.complex().developer())
                .distinct()
                .toList();
        return callbacks.heard(developers, HEARD_IN).flatMap(heard -> Flux.fromIterable(developers)
                .concatMap(developer -> twoMonths(developer)
                        .map(stats -> Map.entry(
                                developer,
                                conduct(
                                        stats.getFirst(),
                                        stats.getLast(),
                                        heard.getOrDefault(developer, Heard.NOTHING)))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** This month and the one before: the first days of a month alone say nothing. */
    private Mono<List<LeadStats>> twoMonths(TenantId developer) {
        var now = BillingPeriod.of(clock.instant(), ZONE);
        return leads.stats(developer, now.previous())
                .flatMap(before -> leads.stats(developer, now).map(current -> List.of(before, current)));
    }

    private static Conduct conduct(LeadStats before, LeadStats current, Heard heard) {
        var promised = before.leads() + current.leads();
        var kept = Math.max(0, promised - before.missed() - current.missed());
        var minutes = current.medianResponseMinutes() != null
                ? current.medianResponseMinutes()
                : before.medianResponseMinutes();
        return new Conduct(promised, kept, minutes, heard);
    }
}
