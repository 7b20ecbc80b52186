package io.kvartal.billing.stripe;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * {@code kvartal.stripe.*}: which Stripe this is.
 *
 * @param key without one, demo mode talks to our own sandbox
 * @param apiBase instead of Stripe's own address
 * @param webhookSecrets comma-separated in {@code kvartal.stripe.webhook-secret}; while a secret is rotated both are valid
 * @param hookUrl where the sandbox sends its webhooks, instead of this application
 */
public record StripeProperties(
        @Nullable String key,
        @Nullable String apiBase,
        List<String> webhookSecrets,
        @Nullable String hookUrl,
        boolean demo) {
    private static final String SANDBOX_KEY = "sk_test_kvartal_sandbox";
    /** Valid only where the sandbox is the only Stripe there is: nothing real can be forged with it. */
    private static final String SANDBOX_SECRET = "whsec_kvartal_sandbox";

    static StripeProperties from(Environment environment) {
        var key = text(environment, "kvartal.stripe.key");
        var demo = environment.getProperty("kvartal.demo", Boolean.class, false);
        var secrets = Arrays.stream(environment
                        .getProperty("kvartal.stripe.webhook-secret", "")
                        .split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        return new StripeProperties(
                key,
                text(environment, "kvartal.stripe.api-base"),
                secrets.isEmpty() && key == null && demo ? List.of(SANDBOX_SECRET) : secrets,
                text(environment, "kvartal.stripe.hook-url"),
                demo);
    }

    private static @Nullable String text(Environment environment, String name) {
        var value = environment.getProperty(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    boolean isConfigured() {
        return key != null || apiBase != null || demo;
    }

    String keyOrSandbox() {
        return key != null ? key : SANDBOX_KEY;
    }

    /** With a key and no address it is Stripe's own. */
    String apiBaseOr(String sandbox) {
        if (apiBase != null) {
            return apiBase;
        }
        return key != null ? "https://api.stripe.com" : sandbox;
    }

    public String hookOr(String own) {
        return hookUrl != null ? hookUrl : own;
    }

    /** With what the sandbox signs: the newest secret. */
    public String signingSecret() {
        return webhookSecrets.isEmpty() ? SANDBOX_SECRET : webhookSecrets.getFirst();
    }
}
