package io.kvartal.billing.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's published OpenAPI, as far as this product uses it: which requests exist, what they take and what they answer. */
final class StripeSpec {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** One operation of the document. {@code takes} describes query and body alike: Stripe reads both as one set of parameters. */
    record Operation(String id, String method, List<String> path, JsonNode takes, JsonNode answers) {}

    /** @param arguments the values in the path, by their names in the document */
    record Match(Operation operation, Map<String, String> arguments) {}

    private final List<Operation> operations = new ArrayList<>();
    private final SchemaCheck requests;
    private final SchemaCheck responses;
    private final JsonNode errors;

    StripeSpec() {
        var document = document("openapi");
        var more = document("openapi-more");
        var schemas = (ObjectNode) document.get("components").get("schemas");
        schemas.setAll((ObjectNode) more.get("components").get("schemas"));
        requests = new SchemaCheck(schemas, SchemaCheck.Reading.FORM);
        responses = new SchemaCheck(schemas, SchemaCheck.Reading.JSON);
        errors = schemas.get("error");
        addOperations(document);
        addOperations(more);
    }

    private void addOperations(JsonNode document) {
        for (var path : document.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
            }
        }
    }

    private static JsonNode document(String name) {
        try (var in = StripeSpec.class.getResourceAsStream("/stripe/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("stripe/" + name + ".json is not on the class path");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Operation operation(String path, String method, JsonNode described) {
        return new Operation(
                described.get("operationId").asString(),
                method,
                List.of(path.split("/")),
                parameters(described),
                described.at("/responses/200/content/application~1json/schema"));
    }

    private static ObjectNode parameters(JsonNode described) {
        var body = described.path("requestBody").path("content").path(FORM).path("schema");
        var takes = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = takes.putObject("properties");
        var required = takes.putArray("required");
        for (var parameter : described.path("parameters")) {
            if (parameter.get("in").asString().equals("query")) {
                properties.set(parameter.get("name").asString(), parameter.get("schema"));
                if (parameter.path("required").asBoolean(false)) {
                    required.add(parameter.get("name").asString());
                }
            }
        }
        body.path("properties").properties().forEach(entry -> properties.set(entry.getKey(), entry.getValue()));
        body.path("required").forEach(required::add);
        return takes;
    }

    Optional<Match> match(String method, String path) {
        var segments = List.of(path.split("/"));
        return operations.stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method))
                .flatMap(operation -> arguments(operation, segments).map(found -> new Match(operation, found)).stream())
                .findFirst();
    }

    private static Optional<Map<String, String>> arguments(Operation operation, List<String> segments) {
        if (segments.size() != operation.path().size()) {
            return Optional.empty();
        }
        var arguments = new HashMap<String, String>();
        for (var i = 0; i < segments.size(); i++) {
            var expected = operation.path().get(i);
            if (expected.startsWith("{")) {
                arguments.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    /** @throws StripeFailure for the first parameter that the document does not allow */
    void checkRequest(Operation operation, ObjectNode parameters) {
        requests.check(operation.takes(), parameters).stream().findFirst().ifPresent(fault -> {
            throw refusal(fault);
        });
    }

    List<SchemaCheck.Fault> checkResponse(Operation operation, JsonNode body) {
        return responses.check(operation.answers(), body);
    }

    List<SchemaCheck.Fault> checkError(JsonNode body) {
        return responses.check(errors, body);
    }

    private static StripeFailure refusal(SchemaCheck.Fault fault) {
        var param = fault.path();
        return switch (fault.kind()) {
            case UNKNOWN -> StripeFailure.invalid("parameter_unknown", param, "Received unknown parameter: " + param);
            case MISSING -> StripeFailure.invalid("parameter_missing", param, "Missing required param: " + param + ".");
            case TYPE ->
                StripeFailure.invalid(
                        fault.expected().equals("integer") ? "parameter_invalid_integer" : "parameter_invalid",
                        param,
                        "Invalid " + fault.expected() + ": " + param);
            case CHOICE ->
                StripeFailure.invalid(
                        "parameter_invalid", param, "Invalid " + param + ": must be one of " + fault.expected());
            case LENGTH, PATTERN ->
                StripeFailure.invalid("parameter_invalid", param, "Invalid " + param + ": " + fault.expected());
        };
    }
}
