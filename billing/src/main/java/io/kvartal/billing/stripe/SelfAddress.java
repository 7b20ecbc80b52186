package io.kvartal.billing.stripe;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this very application answers: for its own calls to itself, and for people's browsers. */
@Component
public final class SelfAddress {
    private final Environment environment;

    SelfAddress(Environment environment) {
        this.environment = environment;
    }

    /** Always this process, so no proxy and no public name stands between the sandbox and the product. */
    public String ofMachine() {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port;
    }

    public String ofPeople() {
        var url = environment.getProperty("kvartal.public-url", "");
        return url.isBlank() ? ofMachine() : url.replaceAll("/+$", "");
    }
}
