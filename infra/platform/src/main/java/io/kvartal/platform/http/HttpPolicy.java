package io.kvartal.platform.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What one kind of outbound call may do.
 *
 * @param hosts the only hosts allowed; empty means any public one
 * @param ports the only ports allowed with https
 * @param trustedOrigins {@code scheme://host:port} exempt from the address check: the product's own sandbox, never data of a user
 * @param contentTypes prefixes of accepted answers ({@code audio/}); empty means all
 */
public record HttpPolicy(
        Set<String> hosts,
        Set<Integer> ports,
        Set<String> trustedOrigins,
        Set<String> contentTypes,
        long maxBytes,
        Duration total) {

    /** Any public https address on port 443. */
    public static HttpPolicy publicHttps(long maxBytes, Duration total) {
        return new HttpPolicy(Set.of(), Set.of(443), Set.of(), Set.of(), maxBytes, total);
    }

    public HttpPolicy {
        hosts = Set.copyOf(hosts);
        ports = Set.copyOf(ports);
        trustedOrigins = Set.copyOf(trustedOrigins);
        contentTypes = Set.copyOf(contentTypes);
        if (maxBytes <= 0 || !total.isPositive()) {
            throw new IllegalArgumentException("a limit is missing");
        }
    }

    public HttpPolicy onlyHosts(Set<String> allowed) {
        return new HttpPolicy(allowed, ports, trustedOrigins, contentTypes, maxBytes, total);
    }

    public HttpPolicy onPorts(Integer... allowed) {
        return new HttpPolicy(hosts, Set.of(allowed), trustedOrigins, contentTypes, maxBytes, total);
    }

    public HttpPolicy accepting(String... types) {
        return new HttpPolicy(hosts, ports, trustedOrigins, Set.of(types), maxBytes, total);
    }

    /** Adds the origin of an address of our own; see {@code trustedOrigins}. */
    public HttpPolicy trusting(URI own) {
        var origins = new java.util.HashSet<>(trustedOrigins);
        origins.add(origin(own));
        return new HttpPolicy(hosts, ports, origins, contentTypes, maxBytes, total);
    }

    static String origin(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
