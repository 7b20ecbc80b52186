package io.kvartal.platform.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code kvartal.web.*}.
 *
 * @param publicUrl scheme and host under which buyers reach the portal; empty = as the request says
 * @param strict a missing text, icon or file is an error instead of a gap: in tests and development
 */
@ConfigurationProperties("kvartal.web")
record WebProperties(
        @DefaultValue("") String publicUrl,
        @DefaultValue("false") boolean strict) {
    String origin(@Nullable URI request) {
        if (!publicUrl.isEmpty()) {
            return publicUrl.replaceAll("/+$", "");
        }
        return request == null || request.getHost() == null
                ? "http://127.0.0.1:8080"
                : request.getScheme() + "://" + request.getRawAuthority();
    }
}
