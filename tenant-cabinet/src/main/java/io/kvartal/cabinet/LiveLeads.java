package io.kvartal.cabinet;

import io.kvartal.lead.LeadFilter;
import io.kvartal.lead.LeadRow;
import io.kvartal.lead.Leads;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Leads that arrived while somebody looks. It asks the database every two seconds as long as a stream is open, so every replica tells the same and a lost
 * notification is impossible; it says how many, and the reader decides when the list may move.
 */
@Component
class LiveLeads {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MOST = 50;

    private final Leads leads;
    private final Clock clock;

    LiveLeads(Leads leads, Clock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    /** @param newest creation time of the newest lead counted; the reader's place in the stream */
    record News(int count, Instant newest) {}

    Flux<News> since(TenantId tenant, Instant from) {
        return Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> news(tenant, from), 1)
                .distinctUntilChanged();
    }

    Instant now() {
        return clock.instant();
    }

    private Mono<News> news(TenantId tenant, Instant from) {
        var newer = new LeadFilter(null, null, from.plusMillis(1), null, null, null, LeadFilter.View.ALL);
        return leads.list(tenant, newer, null, MOST)
                .filter(found -> !found.items().isEmpty())
                .map(found -> new News(
                        found.items().size(),
                        found.items().stream()
                                .map(LeadRow::createdAt)
                                .max(Instant::compareTo)
                                .orElse(from)));
    }
}
