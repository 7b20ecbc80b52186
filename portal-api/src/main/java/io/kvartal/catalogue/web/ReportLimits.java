package io.kvartal.catalogue.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.kvartal.platform.web.TooManyRequests;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** How many reports one address may send. */
@Component
class ReportLimits {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final int perAddress;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(WINDOW).build();

    ReportLimits(@Value("${kvartal.reports.per-address:30}") int perAddress) {
        this.perAddress = perAddress;
    }

    /** @throws TooManyRequests when the address has used up its hour */
    void take(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        var address = remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
        var probe = buckets.get(address, key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perAddress).refillGreedy(perAddress, WINDOW))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
