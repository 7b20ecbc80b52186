package io.kvartal.call;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kvartal.recordings.*}.
 *
 * @param hosts the only hosts that recordings of a provider are fetched from
 * @param giveUp how long to go on trying
 * @param keep how long recordings are kept
 */
@ConfigurationProperties("kvartal.recordings")
record RecordingPolicy(
        @DefaultValue Map<String, Set<String>> hosts,
        @DefaultValue("48h") Duration giveUp,
        @DefaultValue("180d") Duration keep) {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "ringostat", Set.of("app.ringostat.com", "app.ringostat.net", "api.ringostat.net"),
            "calltouch", Set.of("api.calltouch.ru", "api-node1.calltouch.ru", "my.calltouch.ru"));

    /** Never empty: a provider without a list has no recordings to fetch. */
    Set<String> hostsOf(String provider) {
        return hosts.getOrDefault(provider, KNOWN.getOrDefault(provider, Set.of("none.invalid")));
    }
}
