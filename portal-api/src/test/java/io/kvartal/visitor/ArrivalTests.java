package io.kvartal.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTests {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, direct, none, false",
                "https://kvartal.example/ru/, direct, none, false",
                "https://www.google.kz/, google, organic, true",
                "https://yandex.ru/search?text=x, yandex, organic, true",
                "https://ya.ru/, yandex, organic, true",
                "https://krisha.example/a, krisha.example, referral, true",
                "not an address, direct, none, false",
            })
    void aReferrerNamesTheSource(String referrer, String source, String medium, boolean marked) {
        var arrival = Arrival.of(Map.of(), referrer, "kvartal.example", "/ru/");
        assertThat(arrival.source()).isEqualTo(source);
        assertThat(arrival.medium()).isEqualTo(medium);
        assertThat(arrival.marked()).isEqualTo(marked);
    }

    @Test
    void aCampaignBeatsTheReferrer() {
        var arrival = Arrival.of(
                Map.of(
                        "utm_source",
                        "Instagram",
                        "utm_medium",
                        "CPC",
                        "utm_campaign",
                        "Осень ~ 2026",
                        "utm_term",
                        "2 комнаты"),
                "https://www.google.com/",
                "kvartal.example",
                "/ru/zhk/alatau");
        assertThat(arrival.source()).isEqualTo("instagram");
        assertThat(arrival.medium()).isEqualTo("cpc");
        assertThat(arrival.referrer()).isEqualTo("www.google.com");
        assertThat(Arrival.decoded(arrival.encoded())).isEqualTo(arrival);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "s.google", "s.google~m.cpc", "s.google~m.cpc~p.evil", "s.%GG~m.x~p./", "~~~"})
    void aForgedCookieIsNoArrival(String cookie) {
        assertThat(Arrival.decoded(cookie)).isNull();
    }

    @Test
    void longTextsAreCut() {
        var arrival = Arrival.of(Map.of("utm_source", "x".repeat(5000)), null, "h", "/" + "y".repeat(5000));
        assertThat(arrival.source()).hasSize(200);
        assertThat(arrival.page()).hasSize(200);
    }
}
