package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.billing.InvoiceForGateway.Line;
import io.kvartal.shared.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripeLinesTests {
    @Test
    void upToTheLimitEveryLineStaysItself() {
        var lines = lines(StripeLines.MOST);
        assertThat(StripeLines.fit(lines, "KV-000001")).isEqualTo(lines);
    }

    @Test
    void beyondTheLimitTheTailBecomesOneLineAndTheSumStays() {
        var lines = lines(1_000);
        var fitting = StripeLines.fit(lines, "KV-000001");
        assertThat(fitting).hasSize(StripeLines.MOST);
        assertThat(fitting.getLast().description()).isEqualTo("KV-000001: + 751");
        assertThat(sum(fitting)).isEqualTo(sum(lines));
    }

    @Test
    void aLongDescriptionIsCut() {
        var fitting = StripeLines.fit(List.of(new Line("я".repeat(900), Money.kzt(1))), "KV-000001");
        assertThat(fitting.getFirst().description()).hasSize(500);
    }

    private static List<Line> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Line("Звонок " + i, Money.kzt(i % 7 == 0 ? -i : i)))
                .toList();
    }

    private static Money sum(List<Line> lines) {
        return lines.stream().map(Line::amount).reduce(Money.ZERO_KZT, Money::plus);
    }
}
