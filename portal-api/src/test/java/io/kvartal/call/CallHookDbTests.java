package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.number.Samples;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The doors for telephone providers. */
@DbTest
class CallHookDbTests extends CallBase {
    @Test
    void hooksKnowTheirSendersAndTheirLimits() {
        web.post()
                .uri("/hooks/telephony/ringostat/wrong?event=after_call")
                .bodyValue("call_id=1")
                .exchange()
                .expectStatus()
                .isNotFound();
        web.post()
                .uri("/hooks/telephony/nobody/test-hook-secret?event=after_call")
                .bodyValue("call_id=1")
                .exchange()
                .expectStatus()
                .isNotFound();
        web.post()
                .uri(HOOK + "?event=after_call")
                .bodyValue(new byte[256 * 1024 + 1])
                .exchange()
                .expectStatus()
                .isEqualTo(413);
        web.post()
                .uri(HOOK + "?event=after_call")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{broken")
                .exchange()
                .expectStatus()
                .isBadRequest();
        assertThat(state("")).contains("unreadable");
        var id = "get-" + Ids.next();
        web.get()
                .uri(HOOK + "?event=after_call&call_id=" + id + "&caller=77011234567&callee=77272310001")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(state(id)).containsExactly("pending");
        web.get()
                .uri(HOOK + "?event=after_call&call_id=" + id + "&caller=77011234567&callee=77272310001")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(state(id)).hasSize(1);
    }

    @Test
    void anAccountOfItsOwnHasItsOwnSecretAndNames() {
        var complex = samples.complex();
        var number = shown(complex);
        var secret = "own-" + Ids.next();
        calls.addAccount("ringostat", secret, complex.developer(), """
            {"zone": "UTC", "fields": {"callId": ["/c/id"], "caller": ["/c/who"], "dialled": ["/c/to"], "disposition": ["/c/end"], "talkSec": ["/c/sec"]}, "answered": ["OK"]}
            """).block();
        var id = "own-" + Ids.next();
        web.post()
                .uri("/hooks/telephony/ringostat/" + secret + "?event=after_call")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"c\":{\"id\":\"%s\",\"who\":\"77011234567\",\"to\":\"%s\",\"end\":\"ok\",\"sec\":77}}"
                        .formatted(id, number.e164()))
                .exchange()
                .expectStatus()
                .isOk();
        calls.settle().block();
        assertThat(calls.call(complex.developer(), CallId.of("ringostat", id))
                        .block()
                        .talkSec())
                .isEqualTo(77);
    }

    @Test
    void aRingingCallIsSentSomewhereAndTheDecisionIsWrittenDown() {
        var complex = samples.complex();
        var number = shown(complex);
        for (var to : List.of(number, Samples.number())) {
            web.post()
                    .uri(HOOK + "/route")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"call_id\":\"r-%s\",\"caller\":\"77011234567\",\"callee\":\"%s\"}"
                            .formatted(to.e164(), to.e164()))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.number")
                    .isEqualTo("+77272000000");
            assertThat(routed(to)).isNotBlank();
        }
        web.post()
                .uri(HOOK + "/route")
                .bodyValue("garbage")
                .exchange()
                .expectStatus()
                .isOk();
        web.post()
                .uri("/hooks/telephony/ringostat/wrong/route")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** The answer does not wait for the row. */
    private String routed(PhoneNumber to) {
        for (int i = 0; ; i++) {
            var found = tx.portal(db -> db.sql("select reason from call.routing where dialled = :to")
                            .bind("to", to.e164())
                            .map(row -> row.get("reason", String.class))
                            .first())
                    .blockOptional();
            if (found.isPresent() || i > 100) {
                return found.orElse("");
            }
            reactor.core.publisher.Mono.delay(Duration.ofMillis(50)).block();
        }
    }
}
