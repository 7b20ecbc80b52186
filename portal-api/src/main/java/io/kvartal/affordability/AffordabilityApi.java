package io.kvartal.affordability;

import io.kvartal.affordability.Affordability.Option;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/affordability}: amounts in whole tenge; {@code income} and {@code savings} are needed. */
@RestController
class AffordabilityApi {
    private final Affordability affordability;

    AffordabilityApi(Affordability affordability) {
        this.affordability = affordability;
    }

    record Answer(List<OptionView> options) {}

    /** @param limit what stands in the way of a dearer home: INCOME, SAVINGS or CAP */
    record OptionView(
            String programme,
            String name,
            String rate,
            boolean open,
            List<String> refusals,
            Money price,
            Money finishedPrice,
            Money downPayment,
            Money loan,
            int months,
            Money payment,
            @Nullable String limit,
            int units,
            int complexes,
            @Nullable LaterView later,
            String source,
            LocalDate checkedAt) {}

    record LaterView(int months, Money price, int moreUnits) {}

    @GetMapping("/api/v1/affordability")
    Mono<Answer> options(@RequestParam MultiValueMap<String, String> params, Ui ui) {
        return affordability
                .options(HouseholdForm.of(params).strict())
                .map(options -> new Answer(
                        options.stream().map(option -> view(option, ui)).toList()));
    }

    private static OptionView view(Option option, Ui ui) {
        var reach = option.reach();
        var programme = reach.programme();
        var limit = reach.limit();
        var later = option.later();
        return new OptionView(
                programme.code(),
                programme.name().in(ui.lang()),
                programme.rate().toPlainString(),
                reach.open(),
                reach.refusals().stream().map(Enum::name).toList(),
                reach.price(),
                option.finishedPrice(),
                reach.down(),
                reach.loan(),
                programme.maxMonths(),
                reach.payment(),
                limit == null ? null : limit.name(),
                option.homes().units(),
                option.homes().complexes(),
                later == null ? null : new LaterView(later.months(), later.price(), later.moreUnits()),
                programme.sourceUrl(),
                programme.checkedAt());
    }
}
