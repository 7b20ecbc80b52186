package io.kvartal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.number.Samples;
import java.util.List;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;

/** The telephone of the sandbox as a page. */
@DbTest
class TelephonePageDbTests extends CallBase {
    @Test
    void theTelephonePageCallsAndShowsItsMistakes() {
        var page = web.get()
                .uri("/sandbox/phone")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        var csrf = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(page.getResponseBody());
        assertThat(csrf.find()).isTrue();
        var cookie = page.getResponseCookies().getFirst("kv_csrf").getValue();
        for (var talk : List.of("75", "100000")) {
            web.post()
                    .uri("/sandbox/phone")
                    .cookie("kv_csrf", cookie)
                    .body(org.springframework.web.reactive.function.BodyInserters.fromFormData("_csrf", csrf.group(1))
                            .with("number", Samples.number().e164())
                            .with("caller", "")
                            .with("waitSec", "5")
                            .with("talkSec", talk)
                            .with("answered", "true"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(talk.equals("75") ? 200 : 422)
                    .expectBody(String.class)
                    .value(html -> assertThat(html).contains(talk.equals("75") ? "<audio" : "role=\"alert\""));
        }
        web.get()
                .uri("/sandbox/phone/recordings/v1-w1-t2.wav")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("audio/wav");
        web.get()
                .uri("/sandbox/phone/recordings/..%2f..%2fx")
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }
}
