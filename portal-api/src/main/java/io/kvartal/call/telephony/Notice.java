package io.kvartal.call.telephony;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a notice as flat values by JSON pointer, whatever it was written in. Pure. */
public final class Notice {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_VALUES = 500;

    private Notice() {}

    /** The body is neither of the known forms, or holds nothing. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why);
        }
    }

    /** @param query static parameters of the address; the body wins over them */
    public static Map<String, String> flat(String contentType, String query, String body) {
        var out = new LinkedHashMap<String, String>();
        form(query, out);
        var text = body.strip();
        if (contentType.contains("json") || text.startsWith("{") || text.startsWith("[")) {
            json(text, out);
        } else if (!text.isEmpty()) {
            if (!text.contains("=") || text.chars().anyMatch(c -> c < ' ' && c != '\r' && c != '\n' && c != '\t')) {
                throw new Unreadable("neither JSON nor a form");
            }
            form(text, out);
        }
        return out;
    }

    private static void json(String text, Map<String, String> out) {
        try {
            var root = JSON.readTree(text);
            if (root.isArray() && root.size() == 1) {
                root = root.get(0);
            }
            if (root.has("jsonrpc") && root.has("params")) {
                root = root.get("params");
                root = root.isArray() && root.size() == 1 ? root.get(0) : root;
            }
            if (!root.isObject()) {
                throw new Unreadable("not a JSON object");
            }
            walk("", root, out);
        } catch (JacksonException broken) {
            throw new Unreadable("broken JSON");
        }
    }

    private static void walk(String at, JsonNode node, Map<String, String> out) {
        if (out.size() > MOST_VALUES) {
            throw new Unreadable("too many values");
        }
        if (node.isObject()) {
            for (Entry<String, JsonNode> field : node.properties()) {
                walk(at + "/" + field.getKey(), field.getValue(), out);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(at + "/" + i, node.get(i), out);
            }
        } else if (!node.isNull()) {
            out.put(at, node.asString());
        }
    }

    private static void form(String text, Map<String, String> out) {
        for (var pair : text.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                if (out.size() > MOST_VALUES) {
                    throw new Unreadable("too many values");
                }
                out.put("/" + decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badPercent) {
            throw new Unreadable("broken form encoding");
        }
    }
}
