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
 * robot nothing and a network of a mobile operator holds thousands of people. A network that asks too much is still shown the number that is always
 * there, so that nobody behind it is left without one; it only takes nothing more from the pool.
 */
@Component
class RevealLimits {
    private final Cache<VisitorId, Bucket> visitors = cache();
    private final Cache<String, Networks> networks = cache();
    private final int perMinute;
    private final int perDay;
    private final int networkPerHour;
    private final int trustedPerHour;
    private final int mostPerHour;

    RevealLimits(
            @Value("${kvartal.number.limit.visitor-minute:10}") int perMinute,
            @Value("${kvartal.number.limit.visitor-day:60}") int perDay,
            @Value("${kvartal.number.limit.network-hour:240}") int networkPerHour,
            @Value("${kvartal.number.limit.network-trusted-hour:30}") int trustedPerHour,
            @Value("${kvartal.number.limit.network-most-hour:2400}") int mostPerHour) {
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.networkPerHour = networkPerHour;
        this.trustedPerHour = trustedPerHour;
        this.mostPerHour = mostPerHour;
    }

    /** The buckets of one network: leased numbers, those from the reserve, and all that is shown, fixed numbers too. */
    private record Networks(Bucket leased, Bucket trusted, Bucket all) {}

    /**
     * @param visitor null for one who has no identity yet
     * @param read the page was looked at before it was acted on
     */
    Leave leave(@Nullable VisitorId visitor, @Nullable InetAddress address, boolean read) {
        if (visitor != null) {
            var wait = take(visitors.get(visitor, key -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                    .addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, Duration.ofDays(1)))
                    .build()));
            if (wait.isPresent()) {
                return new Leave.Refused(wait.get());
            }
        }
        var buckets = networks.get(
                network(address),
                key -> new Networks(hourly(networkPerHour), hourly(trustedPerHour), hourly(mostPerHour)));
        var wait = take(buckets.all);
        if (wait.isPresent()) {
            return new Leave.Refused(wait.get());
        }
        if (take(buckets.leased).isPresent()) {
            return new Leave.Fixed();
        }
        return new Leave.Leased(read && take(buckets.trusted).isEmpty());
    }

    private static Bucket hourly(int many) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(many).refillGreedy(many, Duration.ofHours(1)))
                .build();
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

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofDays(1))
                .build();
    }
}
