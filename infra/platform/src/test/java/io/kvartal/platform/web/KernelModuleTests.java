package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class KernelModuleTests {
    private final JsonMapper json =
            JsonMapper.builder().addModule(new KernelModule()).build();

    record ThingId(UUID value) {}

    record Named(String value) {}

    record All(ThingId id, Money price, PhoneNumber phone, BillingPeriod period, Lang lang, Named named, Instant at) {}

    @Test
    void valuesGoOutAsTheApiPromisesAndComeBackEqual() {
        var all = new All(
                new ThingId(UUID.fromString("018f0000-0000-7000-8000-000000000001")),
                Money.kzt(12_500),
                new PhoneNumber("+77012345678"),
                BillingPeriod.parse("2026-11"),
                Lang.KK,
                new Named("x"),
                Instant.parse("2026-11-21T09:00:00Z"));
        var text = json.writeValueAsString(all);
        assertThat(text)
                .contains("\"id\":\"018f0000-0000-7000-8000-000000000001\"")
                .contains("\"price\":{\"amount\":\"12500.00\",\"currency\":\"KZT\"}")
                .contains("\"phone\":\"+77012345678\"")
                .contains("\"period\":\"2026-11\"")
                .contains("\"lang\":\"kk\"")
                .contains("\"named\":{\"value\":\"x\"}")
                .contains("\"at\":\"2026-11-21T09:00:00Z\"");
        assertThat(json.readValue(text, All.class)).isEqualTo(all);
    }

    @Test
    void moneyWithTooManyDigitsOrAsANumberIsRefused() {
        for (var wrong : new String[] {
            "{\"amount\":\"1.005\",\"currency\":\"KZT\"}",
            "{\"amount\":1,\"currency\":\"KZT\"}",
            "{\"amount\":\"1\"}",
            "{\"amount\":\"1\",\"currency\":\"???\"}",
            "\"1 KZT\""
        }) {
            assertThatThrownBy(() -> json.readValue(wrong, Money.class)).isInstanceOf(JacksonException.class);
        }
    }
}
