package io.kvartal.alert.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.kvartal.platform.web.TooManyRequests;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often one network (IPv4 /24, IPv6 /64) may ask for letters: each makes us write to somebody. */
@Component
class AskLimits {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int perHour;
    private final Cache<String, Bucket> networks =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(HOUR).build();

    AskLimits(@Value("${kvartal.alert.limit.network-hour:60}") int perHour) {
        this.perHour = perHour;
    }

    /** @throws TooManyRequests with {@code Retry-After} */
    void take(@Nullable InetAddress address) {
        var probe = networks.get(network(address), key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, HOUR))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static String network(@Nullable InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 3 : 8);
    }
}
