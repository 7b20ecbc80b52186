package io.kvartal.lead.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.kvartal.platform.web.TooManyRequests;
import io.kvartal.visitor.VisitorId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * How many requests may be sent: one bucket for the network they come from, another for the browser (or, without a cookie, for
 * the telephone). Either alone would be easy to get around.
 */
@Component
class RequestLimits {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final int perNetwork;
    private final int perSender;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    RequestLimits(
            @Value("${kvartal.requests.per-network:600}") int perNetwork,
            @Value("${kvartal.requests.per-sender:12}") int perSender) {
        this.perNetwork = perNetwork;
        this.perSender = perSender;
    }

    /** @throws TooManyRequests with {@code Retry-After} when a bucket is empty */
    void take(ServerWebExchange exchange, Optional<VisitorId> visitor, String phone) {
        take(Sender.address(exchange), visitor.map(VisitorId::toString).orElseGet(() -> phone.replaceAll("\\D", "")));
    }

    void take(String address, String sender) {
        take("network " + network(address), perNetwork);
        take("sender " + sender, perSender);
    }

    private void take(String key, int many) {
        var probe = buckets.get(key, k -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(many).refillGreedy(many, WINDOW))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** The /24 of an IPv4 address, the /64 of an IPv6 address. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            var lastDot = address.lastIndexOf('.');
            return lastDot < 0 ? address : address.substring(0, lastDot);
        }
        var parts = address.split(":", 5);
        return String.join(
                ":",
                parts[0],
                parts.length > 1 ? parts[1] : "",
                parts.length > 2 ? parts[2] : "",
                parts.length > 3 ? parts[3] : "");
    }
}
