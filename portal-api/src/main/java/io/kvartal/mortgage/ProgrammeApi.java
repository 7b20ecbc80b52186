package io.kvartal.mortgage;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/programmes}: the lending programmes of a day, today's when none is named. */
@RestController
class ProgrammeApi {
    private final Mortgages mortgages;

    ProgrammeApi(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    record Answer(List<ProgrammeView> items) {}

    /**
     * @param rate per cent a year; {@code effectiveRate} with interest added every month
     * @param caps by city slug, {@code *} elsewhere; of what {@code capKind} says
     */
    record ProgrammeView(
            String code,
            String name,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String rate,
            String effectiveRate,
            String downPaymentFinished,
            String downPaymentUnfinished,
            int maxMonths,
            String capKind,
            Map<String, Money> caps,
            boolean general,
            int monthsWithoutHome,
            String conditions,
            String source,
            LocalDate checkedAt) {}

    @GetMapping("/api/v1/programmes")
    Mono<Answer> programmes(@RequestParam(required = false) @Nullable String on, Ui ui) {
        return Mono.fromSupplier(() -> day(on))
                .flatMap(mortgages::inForce)
                .map(all -> new Answer(all.stream().map(each -> view(each, ui)).toList()));
    }

    private LocalDate day(@Nullable String on) {
        try {
            return on == null ? mortgages.today() : LocalDate.parse(on);
        } catch (DateTimeParseException unreadable) {
            throw new Problem.Invalid("/on", "wrong-value", on);
        }
    }

    private static ProgrammeView view(Programme programme, Ui ui) {
        return new ProgrammeView(
                programme.code(),
                programme.name().in(ui.lang()),
                programme.validFrom(),
                programme.validTo(),
                programme.rate().toPlainString(),
                Annuity.effectiveRate(programme.rate()).toPlainString(),
                programme.downFinished().toPlainString(),
                programme.downUnfinished().toPlainString(),
                programme.maxMonths(),
                programme.capKind().name(),
                programme.caps(),
                programme.general(),
                programme.monthsWithoutHome(),
                programme.conditions().in(ui.lang()),
                programme.sourceUrl(),
                programme.checkedAt());
    }
}
