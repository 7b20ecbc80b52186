package io.kvartal.call.sandbox;

import io.kvartal.call.SelfAddress;
import io.kvartal.platform.http.HttpPolicy;
import io.kvartal.platform.http.SafeHttp;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plays the provider: posts the notices of a call to our hook, as a provider would. */
@Component
@ConditionalOnProperty("kvartal.demo")
public class SandboxExchange {
    private final SafeHttp http;
    private final SelfAddress self;
    private final String secret;

    SandboxExchange(SafeHttp http, SelfAddress self, @Value("${kvartal.hooks.secret}") String secret) {
        this.http = http;
        this.self = self;
        this.secret = secret;
    }

    /** @param repeat send each notice twice, in any order, as providers do on bad days */
    public Mono<Void> play(SandboxCall call, boolean repeat) {
        var notices = SandboxPhone.payloads(call, self.get());
        if (repeat) {
            var twice = new ArrayList<>(notices);
            twice.addAll(notices);
            Collections.shuffle(twice, new Random(call.id().hashCode()));
            notices = List.copyOf(twice);
        }
        return Flux.fromIterable(notices).concatMap(this::post).then();
    }

    private Mono<Void> post(SandboxPhone.Payload notice) {
        var hook = self.get()
                .resolve("/hooks/telephony/" + SandboxPhone.PROVIDER + "/" + secret + "?event=" + notice.event());
        var policy = HttpPolicy.publicHttps(64_000, Duration.ofSeconds(10)).trusting(hook);
        return http.post(
                        hook,
                        Map.of("content-type", "application/json"),
                        notice.json().getBytes(StandardCharsets.UTF_8),
                        policy)
                .flatMap(reply -> reply.ok()
                        ? Mono.<Void>empty()
                        : Mono.error(new Problem.UpstreamFailed("http-status-" + reply.status())));
    }
}
