package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.VatTreatment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** VAT of one country by date: 12 % in Kazakhstan before 2026, 16 % from 1 January 2026. */
record VatRates(List<Rate> rates) {
    /** @param rate as a fraction: 0.16 */
    record Rate(LocalDate validFrom, BigDecimal rate) {}

    /** None for a developer or a seller that is exempt. */
    BigDecimal on(LocalDate day, VatTreatment treatment) {
        return treatment == VatTreatment.EXEMPT ? BigDecimal.ZERO : on(day);
    }

    private BigDecimal on(LocalDate day) {
        return rates.stream()
                .filter(rate -> !rate.validFrom().isAfter(day))
                .max(Comparator.comparing(Rate::validFrom))
                .map(Rate::rate)
                .orElseThrow(() -> new IllegalStateException("no VAT rate on " + day));
    }

    static Mono<VatRates> load(DatabaseClient db, String legalEntity) {
        return db.sql("""
            select v.valid_from, v.rate from billing.vat_rate v join billing.legal_entity e on e.country = v.country
            where e.id = :entity\
            """)
                .bind("entity", legalEntity)
                .map(row ->
                        new Rate(required(row, "valid_from", LocalDate.class), required(row, "rate", BigDecimal.class)))
                .all()
                .collectList()
                .map(VatRates::new);
    }
}
