package io.kvartal.platform.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The API, by section: every operation with what goes in and out, then the shapes of data. */
public record ApiDocsPage(Ui ui, String document, List<Section> sections, List<Shape> shapes) implements Page {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    public record Section(String name, List<Operation> operations) {}

    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            List<Field> parameters,
            String body,
            List<Answer> answers) {}

    /** @param place path, query or header; empty for a field of a shape */
    public record Field(String name, String place, String type, boolean required, String description) {}

    public record Answer(String status, String type) {}

    public record Shape(String name, List<Field> fields) {}

    static ApiDocsPage of(Ui ui, String document, JsonNode api) {
        var sections = new TreeMap<String, List<Operation>>();
        for (var path : api.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    sections.computeIfAbsent(section(path.getKey()), name -> new ArrayList<>())
                            .add(operation(path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
        return new ApiDocsPage(
                ui,
                document,
                sections.entrySet().stream()
                        .map(entry -> new Section(entry.getKey(), entry.getValue()))
                        .toList(),
                shapes(api.path("components").path("schemas").properties()));
    }

    @Override
    public String title() {
        return ui.t("docs.api");
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    /** {@code cabinet} of {@code /api/v1/cabinet/leads}. */
    private static String section(String path) {
        var parts = path.split("/");
        if (path.startsWith("/api/v1/") && parts.length > 3) {
            return parts[3];
        }
        return parts.length > 1 ? parts[1] : path;
    }

    private static Operation operation(String path, String method, JsonNode node) {
        var answers = node.path("responses").properties().stream()
                .map(answer -> new Answer(answer.getKey(), content(answer.getValue())))
                .toList();
        var parameters = node.path("parameters")
                .valueStream()
                .map(parameter -> new Field(
                        parameter.path("name").asString(""),
                        parameter.path("in").asString(""),
                        type(parameter.path("schema")),
                        parameter.path("required").asBoolean(false),
                        parameter.path("description").asString("")))
                .toList();
        return new Operation(
                method + path.replaceAll("[^A-Za-z0-9]+", "-"),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                node.path("summary").asString(""),
                parameters,
                content(node.path("requestBody")),
                answers);
    }

    private static String content(JsonNode node) {
        return node.path("content").properties().stream()
                .map(Map.Entry::getValue)
                .map(media -> type(media.path("schema")))
                .findFirst()
                .orElse("");
    }

    private static List<Shape> shapes(Collection<Map.Entry<String, JsonNode>> schemas) {
        return schemas.stream()
                .map(schema -> new Shape(schema.getKey(), fields(schema.getValue())))
                .sorted(java.util.Comparator.comparing(Shape::name))
                .toList();
    }

    private static List<Field> fields(JsonNode schema) {
        var required = schema.path("required")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        return schema.path("properties").properties().stream()
                .map(field -> new Field(
                        field.getKey(),
                        "",
                        type(field.getValue()),
                        required.contains(field.getKey()),
                        field.getValue().path("description").asString("")))
                .toList();
    }

    private static String type(JsonNode schema) {
        var ref = schema.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return ref.substring(ref.lastIndexOf('/') + 1);
        }
        if (schema.has("items")) {
            return type(schema.path("items")) + "[]";
        }
        if (schema.has("enum")) {
            return String.join(
                    " | ",
                    schema.path("enum")
                            .valueStream()
                            .map(value -> value.asString(""))
                            .toList());
        }
        var type = schema.path("type").asString("");
        var format = schema.path("format").asString("");
        return format.isEmpty() ? type : type + " (" + format + ")";
    }
}
