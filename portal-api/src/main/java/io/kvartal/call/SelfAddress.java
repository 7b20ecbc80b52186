package io.kvartal.call;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this very process listens: the sandbox telephone posts its notices and keeps its recordings here. */
@Component
public class SelfAddress {
    private final Environment environment;
    private final URI publicUrl;
    private final boolean demo;

    SelfAddress(
            Environment environment,
            @Value("${kvartal.public-url}") URI publicUrl,
            @Value("${kvartal.demo:false}") boolean demo) {
        this.environment = environment;
        this.publicUrl = publicUrl;
        this.demo = demo;
    }

    /** Of this process itself, past any proxy, once it listens. */
    public URI get() {
        var port = environment.getProperty("local.server.port");
        return port == null ? publicUrl : URI.create("http://127.0.0.1:" + port);
    }

    /** Only a demo may fetch from itself; elsewhere our own addresses are as closed as all private ones. */
    public boolean trusted() {
        return demo;
    }
}
