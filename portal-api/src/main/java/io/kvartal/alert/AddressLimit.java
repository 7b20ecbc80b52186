package io.kvartal.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.kvartal.platform.Pii;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How many letters a stranger can make us send to one address a day: whoever reads them has not agreed yet. */
@Component
class AddressLimit {
    private static final Duration DAY = Duration.ofDays(1);

    private final Pii pii;
    private final int perDay;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(DAY).build();

    AddressLimit(Pii pii, @Value("${kvartal.alert.limit.address-day:5}") int perDay) {
        this.pii = pii;
        this.perDay = perDay;
    }

    boolean allows(String email) {
        var key = HexFormat.of().formatHex(pii.fingerprint(email));
        return buckets.get(key, k -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, DAY))
                        .build())
                .tryConsume(1);
    }
}
