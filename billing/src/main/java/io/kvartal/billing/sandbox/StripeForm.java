package io.kvartal.billing.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code a=1&b[c]=2&d[]=3&e[0][f]=4} into a tree whose leaves are texts; what they mean is for the schema to say. */
final class StripeForm {
    private static final int MOST_PARAMETERS = 2_000;
    private static final int DEEPEST = 6;

    private StripeForm() {}

    static ObjectNode read(String encoded) {
        var root = new LinkedHashMap<String, Object>();
        var count = 0;
        for (var pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST_PARAMETERS) {
                throw StripeFailure.invalid("parameter_invalid", null, "Too many parameters");
            }
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            put(root, segments(name), name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return (ObjectNode) tree(root, true);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw StripeFailure.invalid("parameter_invalid", null, "The request body is not valid form data");
        }
    }

    /** {@code a[b][]} becomes {@code a, b, ""}. */
    private static List<String> segments(String name) {
        var segments = new ArrayList<String>();
        var open = name.indexOf('[');
        segments.add(open < 0 ? name : name.substring(0, open));
        while (open >= 0) {
            var close = name.indexOf(']', open);
            if (close < 0 || segments.size() > DEEPEST) {
                throw StripeFailure.invalid("parameter_invalid", name, "Invalid parameter name: " + name);
            }
            segments.add(name.substring(open + 1, close));
            open = name.indexOf('[', close);
        }
        return segments;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, List<String> segments, String name, String value) {
        var at = root;
        for (var segment : segments.subList(0, segments.size() - 1)) {
            var next = at.computeIfAbsent(segment, absent -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                throw StripeFailure.invalid("parameter_invalid", name, "Invalid parameter: " + name);
            }
            at = (Map<String, Object>) next;
        }
        var last = segments.getLast();
        at.put(last.isEmpty() ? "" + at.size() : last, value);
    }

    private static JsonNode tree(Object value, boolean root) {
        if (!(value instanceof Map<?, ?> map)) {
            return JsonNodeFactory.instance.stringNode((String) value);
        }
        var isList = !root
                && map.keySet().stream().allMatch(key -> ((String) key).chars().allMatch(Character::isDigit));
        if (isList) {
            var list = JsonNodeFactory.instance.arrayNode();
            map.values().forEach(entry -> list.add(tree(entry, false)));
            return list;
        }
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, entry) -> object.set((String) key, tree(entry, false)));
        return object;
    }
}
