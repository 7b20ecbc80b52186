package io.kvartal.billing.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks a tree against a schema of Stripe's OpenAPI 3.0 document: types, {@code nullable}, {@code required}, {@code enum}, {@code maxLength},
 * {@code pattern}, {@code anyOf}, {@code $ref}. An object that lists its properties is closed, as Stripe treats it, in both directions.
 */
final class SchemaCheck {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** How leaves are written: in a form every leaf is a text, in JSON it has a type of its own. */
    enum Reading {
        FORM,
        JSON
    }

    enum Kind {
        UNKNOWN,
        MISSING,
        TYPE,
        CHOICE,
        LENGTH,
        PATTERN
    }

    /** @param path in Stripe's notation: {@code metadata[invoice]} */
    record Fault(String path, Kind kind, String expected) {}

    private final JsonNode schemas;
    private final Reading reading;

    SchemaCheck(JsonNode schemas, Reading reading) {
        this.schemas = schemas;
        this.reading = reading;
    }

    List<Fault> check(JsonNode schema, JsonNode value) {
        return check(schema, value, "");
    }

    private List<Fault> check(JsonNode given, JsonNode value, String path) {
        var schema = resolved(given);
        if (value.isNull()) {
            return schema.path("nullable").asBoolean(false) ? List.of() : fault(path, Kind.TYPE, "a value, not null");
        }
        if (schema.has("anyOf")) {
            return anyOf(schema.get("anyOf"), value, path);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, value, path);
            case "array" -> array(schema, value, path);
            case "integer" -> leaf(schema, value, path, "integer", INTEGER, value.isIntegralNumber());
            case "number" -> leaf(schema, value, path, "number", DECIMAL, value.isNumber());
            case "boolean" -> leaf(schema, value, path, "boolean", Pattern.compile("true|false"), value.isBoolean());
            case "string" -> text(schema, value, path);
            default -> List.of();
        };
    }

    private JsonNode resolved(JsonNode schema) {
        var at = schema;
        while (at.has("$ref")) {
            var ref = at.get("$ref").asString();
            at = schemas.get(ref.substring(ref.lastIndexOf('/') + 1));
        }
        return at;
    }

    /** When no branch fits, the complaint is about the branch that has the value's shape. */
    private List<Fault> anyOf(JsonNode branches, JsonNode value, String path) {
        List<Fault> complaint = List.of();
        var shaped = false;
        for (var branch : branches) {
            var faults = check(branch, value, path);
            if (faults.isEmpty()) {
                return faults;
            }
            var fits = shape(resolved(branch)) == value.isObject();
            if (complaint.isEmpty() || (fits && !shaped)) {
                complaint = faults;
                shaped = fits;
            }
        }
        return complaint;
    }

    private static boolean shape(JsonNode schema) {
        return schema.path("type").asString("").equals("object");
    }

    private List<Fault> object(JsonNode schema, JsonNode value, String path) {
        if (!value.isObject()) {
            return fault(path, Kind.TYPE, "object");
        }
        var faults = new ArrayList<Fault>();
        var properties = schema.path("properties");
        var others = schema.path("additionalProperties");
        for (var entry : value.properties()) {
            var at = path.isEmpty() ? entry.getKey() : path + "[" + entry.getKey() + "]";
            if (properties.has(entry.getKey())) {
                faults.addAll(check(properties.get(entry.getKey()), entry.getValue(), at));
            } else if (others.isObject()) {
                faults.addAll(check(others, entry.getValue(), at));
            } else if (schema.has("properties")) {
                faults.addAll(fault(at, Kind.UNKNOWN, ""));
            }
        }
        for (var name : schema.path("required")) {
            if (!value.has(name.asString())) {
                faults.addAll(
                        fault(path.isEmpty() ? name.asString() : path + "[" + name.asString() + "]", Kind.MISSING, ""));
            }
        }
        return faults;
    }

    private List<Fault> array(JsonNode schema, JsonNode value, String path) {
        if (!value.isArray()) {
            return fault(path, Kind.TYPE, "array");
        }
        var faults = new ArrayList<Fault>();
        var index = 0;
        for (var element : value) {
            faults.addAll(check(schema.path("items"), element, path + "[" + index++ + "]"));
        }
        return faults;
    }

    private List<Fault> leaf(
            JsonNode schema, JsonNode value, String path, String type, Pattern written, boolean typed) {
        var fits = reading == Reading.JSON
                ? typed
                : value.isString() && written.matcher(value.asString()).matches();
        return fits ? choice(schema, value, path) : fault(path, Kind.TYPE, type);
    }

    private List<Fault> text(JsonNode schema, JsonNode value, String path) {
        if (!value.isString()) {
            return fault(path, Kind.TYPE, "string");
        }
        var text = value.asString();
        if (schema.has("maxLength") && text.length() > schema.get("maxLength").asInt()) {
            return fault(path, Kind.LENGTH, "at most " + schema.get("maxLength").asInt() + " characters");
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asString())
                        .matcher(text)
                        .find()) {
            return fault(path, Kind.PATTERN, schema.get("pattern").asString());
        }
        if ("decimal".equals(schema.path("format").asString(""))
                && !DECIMAL.matcher(text).matches()) {
            return fault(path, Kind.TYPE, "decimal");
        }
        return choice(schema, value, path);
    }

    private static List<Fault> choice(JsonNode schema, JsonNode value, String path) {
        if (!schema.has("enum")) {
            return List.of();
        }
        var choices = new ArrayList<String>();
        for (var choice : schema.get("enum")) {
            if (choice.asString().equals(value.asString())) {
                return List.of();
            }
            choices.add(choice.asString());
        }
        return fault(path, Kind.CHOICE, String.join(", ", choices));
    }

    private static List<Fault> fault(String path, Kind kind, String expected) {
        return List.of(new Fault(path, kind, expected));
    }
}
