package io.kvartal.billing.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in Stripe's shape: an HTTP status and {@code {"error":{type,code,param,message}}}. */
final class StripeFailure extends RuntimeException {
    private final int status;
    private final ObjectNode error = JsonNodeFactory.instance.objectNode();

    private StripeFailure(int status, String type, @Nullable String code, @Nullable String param, String message) {
        super(message);
        this.status = status;
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        error.put("type", type);
    }

    static StripeFailure invalid(String code, @Nullable String param, String message) {
        return new StripeFailure(400, "invalid_request_error", code, param, message);
    }

    static StripeFailure missing(String kind, String id) {
        return new StripeFailure(
                404, "invalid_request_error", "resource_missing", kind, "No such " + kind + ": '" + id + "'");
    }

    static StripeFailure unknownPath(String method, String path) {
        return new StripeFailure(
                404, "invalid_request_error", null, null, "Unrecognized request URL (%s: %s).".formatted(method, path));
    }

    static StripeFailure unauthorised() {
        return new StripeFailure(
                401,
                "invalid_request_error",
                null,
                null,
                "You did not provide a valid test API key (Bearer sk_test_…).");
    }

    static StripeFailure declined(TestCard card) {
        var failure =
                switch (card) {
                    case NEEDS_OWNER ->
                        new StripeFailure(
                                402,
                                "card_error",
                                "authentication_required",
                                null,
                                "Your card was declined. This transaction requires authentication.");
                    case EXPIRED ->
                        new StripeFailure(402, "card_error", "expired_card", null, "Your card has expired.");
                    default -> new StripeFailure(402, "card_error", "card_declined", null, "Your card was declined.");
                };
        var why = card.decline;
        failure.error.put("decline_code", why == null ? "generic_decline" : why);
        return failure;
    }

    static StripeFailure otherParameters(String key) {
        return new StripeFailure(
                400,
                "idempotency_error",
                null,
                null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
                        + " Key: "
                        + key);
    }

    static StripeFailure inProgress(String key) {
        return new StripeFailure(
                409,
                "invalid_request_error",
                "idempotency_key_in_use",
                null,
                "There is currently another in-progress request using this idempotency key: " + key);
    }

    static StripeFailure broken(String message) {
        return new StripeFailure(500, "api_error", null, null, message);
    }

    Answer answer() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return new Answer(status, body.toString(), false);
    }
}
