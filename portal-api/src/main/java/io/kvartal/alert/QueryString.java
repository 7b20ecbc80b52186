package io.kvartal.alert;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Reads the query string that a saved search consists of. */
final class QueryString {
    private QueryString() {}

    /** @param query with or without its question mark; what cannot be decoded is left out */
    static MultiValueMap<String, String> parse(String query) {
        var params = new LinkedMultiValueMap<String, String>();
        for (var pair : (query.startsWith("?") ? query.substring(1) : query).split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                try {
                    params.add(
                            pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException garbled) {
                    continue;
                }
            }
        }
        return params;
    }
}
