package io.kvartal.number;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.kvartal.visitor.VisitorId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How often numbers are shown: one bucket per visitor and another per network (IPv4 /24, IPv6 /64). They are independent, since a visitor costs a
 * robot nothing and a network of a mobile operator holds thousands of people.
 */
@Component
class RevealLimits {
    private final Cache<VisitorId, Bucket> visitors = cache();
    private final Cache<String, Bucket> networks = cache();
    private final int perMinute;
    private final int perDay;
    private final int networkPerHour;

    RevealLimits(
            @Value("${kvartal.number.limit.visitor-minute:10}") int perMinute,
            @Value("${kvartal.number.limit.visitor-day:60}") int perDay,
            @Value("${kvartal.number.limit.network-hour:240}") int networkPerHour) {
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.networkPerHour = networkPerHour;
    }

    /** How long to wait; empty when the number may be shown. @param visitor null for one who has no identity yet */
    Optional<Duration> refuse(@Nullable VisitorId visitor, @Nullable InetAddress address) {
        if (visitor != null) {
            var refused = take(visitors.get(visitor, key -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                    .addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, Duration.ofDays(1)))
                    .build()));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return take(networks.get(network(address), key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(networkPerHour).refillGreedy(networkPerHour, Duration.ofHours(1)))
                .build()));
    }

    private static Optional<Duration> take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    static String network(@Nullable InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 3 : 8);
    }

    private static <K> Cache<K, Bucket> cache() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofDays(1))
                .build();
    }
}
