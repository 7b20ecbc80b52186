package io.kvartal.mortgage;

import io.kvartal.platform.TenantTx;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The programmes that are in force. */
@Service
public class Mortgages {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final TenantTx tx;
    private final Clock clock;

    Mortgages(TenantTx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** Today's programmes, the cheapest money first. */
    public Mono<List<Programme>> inForce() {
        return inForce(today());
    }

    public Mono<List<Programme>> inForce(LocalDate on) {
        return tx.portal(db -> caps(db, on).flatMap(caps -> programmes(db, on, caps)));
    }

    /** @throws Problem.NotFound when no such programme is in force today */
    public Mono<Programme> programme(String code) {
        return inForce()
                .flatMap(all -> Mono.justOrEmpty(
                        all.stream().filter(p -> p.code().equals(code)).findFirst()))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("programme")));
    }

    private static Mono<List<Programme>> programmes(
            DatabaseClient db, LocalDate on, Map<String, Map<String, Money>> caps) {
        return db.sql("""
            select code, valid_from, valid_to, name_ru, name_kk, name_en, rate, down_finished, down_unfinished, max_months, cap_kind,
                   general, months_without_home, conditions_ru, conditions_kk, conditions_en, source_url, checked_at
            from mortgage.programme where valid_from <= :day and (valid_to is null or valid_to >= :day)
            order by rate, code\
            """)
                .bind("day", on)
                .map(row -> programme(row, caps))
                .all()
                .collectList();
    }

    private static Mono<Map<String, Map<String, Money>>> caps(DatabaseClient db, LocalDate on) {
        return db.sql("""
            select c.code, c.city, c.cap_minor, c.currency
            from mortgage.programme_cap c join mortgage.programme p using (code, valid_from)
            where p.valid_from <= :day and (p.valid_to is null or p.valid_to >= :day)\
            """)
                .bind("day", on)
                .map(row -> new Cap(
                        get(row, "code", String.class),
                        get(row, "city", String.class),
                        Money.of(get(row, "cap_minor", Long.class), get(row, "currency", String.class))))
                .all()
                .collectList()
                .map(Mortgages::byCode);
    }

    private record Cap(String code, String city, Money cap) {}

    private static Map<String, Map<String, Money>> byCode(List<Cap> caps) {
        var map = new HashMap<String, Map<String, Money>>();
        caps.forEach(c -> map.computeIfAbsent(c.code, k -> new HashMap<>()).put(c.city, c.cap));
        return map;
    }

    private static Programme programme(Readable row, Map<String, Map<String, Money>> caps) {
        var code = get(row, "code", String.class);
        return new Programme(
                code,
                get(row, "valid_from", LocalDate.class),
                row.get("valid_to", LocalDate.class),
                text(row, "name"),
                get(row, "rate", BigDecimal.class).stripTrailingZeros(),
                get(row, "down_finished", BigDecimal.class).stripTrailingZeros(),
                get(row, "down_unfinished", BigDecimal.class).stripTrailingZeros(),
                get(row, "max_months", Integer.class),
                Programme.CapKind.valueOf(get(row, "cap_kind", String.class)),
                caps.getOrDefault(code, Map.of()),
                get(row, "general", Boolean.class),
                get(row, "months_without_home", Integer.class),
                text(row, "conditions"),
                get(row, "source_url", String.class),
                get(row, "checked_at", LocalDate.class));
    }

    private static LocalizedText text(Readable row, String column) {
        return new LocalizedText(
                get(row, column + "_ru", String.class),
                get(row, column + "_kk", String.class),
                get(row, column + "_en", String.class));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
