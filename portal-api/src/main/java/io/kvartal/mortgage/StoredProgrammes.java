package io.kvartal.mortgage;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of {@code mortgage.programme} and {@code mortgage.programme_cap}: one for each programme and the day from which it holds. */
final class StoredProgrammes {
    private static final String COLUMNS = """
        code, valid_from, valid_to, name_ru, name_kk, name_en, rate, down_finished, down_unfinished, max_months, cap_kind,
        general, months_without_home, conditions_ru, conditions_kk, conditions_en, source_url, checked_at\
        """;

    private StoredProgrammes() {}

    private record Version(String code, LocalDate from) {}

    private record Cap(Version version, String city, Money cap) {}

    /** The cheapest money first. */
    static Mono<List<Programme>> inForce(DatabaseClient db, LocalDate on) {
        return read(
                db,
                "valid_from <= :day and (valid_to is null or valid_to >= :day)",
                "rate, code",
                spec -> spec.bind("day", on));
    }

    /** Every version there ever was or will be, the newest of each programme first. */
    static Mono<List<Programme>> all(DatabaseClient db) {
        return read(db, "true", "code, valid_from desc", spec -> spec);
    }

    private static Mono<List<Programme>> read(
            DatabaseClient db, String where, String order, UnaryOperator<GenericExecuteSpec> bound) {
        return caps(db, where, bound).flatMap(caps -> bound.apply(
                        db.sql("select " + COLUMNS + " from mortgage.programme where " + where + " order by " + order))
                .map(row -> programme(row, caps))
                .all()
                .collectList());
    }

    private static Mono<Map<Version, Map<String, Money>>> caps(
            DatabaseClient db, String where, UnaryOperator<GenericExecuteSpec> bound) {
        return bound.apply(db.sql("""
            select c.code, c.valid_from, c.city, c.cap_minor, c.currency
            from mortgage.programme_cap c join mortgage.programme p using (code, valid_from) where \
            """ + where))
                .map(row -> new Cap(
                        version(row),
                        required(row, "city", String.class),
                        Money.of(required(row, "cap_minor", Long.class), required(row, "currency", String.class))))
                .all()
                .collectList()
                .map(all -> {
                    var map = new HashMap<Version, Map<String, Money>>();
                    all.forEach(c ->
                            map.computeIfAbsent(c.version, k -> new HashMap<>()).put(c.city, c.cap));
                    return map;
                });
    }

    private static Version version(Readable row) {
        return new Version(required(row, "code", String.class), required(row, "valid_from", LocalDate.class));
    }

    private static Programme programme(Readable row, Map<Version, Map<String, Money>> caps) {
        var version = version(row);
        return new Programme(
                version.code,
                version.from,
                row.get("valid_to", LocalDate.class),
                text(row, "name"),
                required(row, "rate", BigDecimal.class).stripTrailingZeros(),
                required(row, "down_finished", BigDecimal.class).stripTrailingZeros(),
                required(row, "down_unfinished", BigDecimal.class).stripTrailingZeros(),
                required(row, "max_months", Integer.class),
                Programme.CapKind.valueOf(required(row, "cap_kind", String.class)),
                caps.getOrDefault(version, Map.of()),
                required(row, "general", Boolean.class),
                required(row, "months_without_home", Integer.class),
                text(row, "conditions"),
                required(row, "source_url", String.class),
                required(row, "checked_at", LocalDate.class));
    }

    private static LocalizedText text(Readable row, String column) {
        return new LocalizedText(
                required(row, column + "_ru", String.class),
                required(row, column + "_kk", String.class),
                required(row, column + "_en", String.class));
    }

    /** @return false when there is a version from that day on or later already */
    static Mono<Boolean> add(DatabaseClient db, Programme next, String actor) {
        return raise(db)
                .then(db.sql("select exists (select 1 from mortgage.programme where code = :code and valid_from >="
                                + " :from) as newer")
                        .bind("code", next.code())
                        .bind("from", next.validFrom())
                        .map(row -> required(row, "newer", Boolean.class))
                        .one())
                .flatMap(newer -> newer
                        ? Mono.just(false)
                        : close(db, next)
                                .then(insert(db, next, actor))
                                .then(insertCaps(db, next))
                                .thenReturn(true));
    }

    private static Mono<Void> close(DatabaseClient db, Programme next) {
        return db.sql("""
            update mortgage.programme set valid_to = :last where code = :code and (valid_to is null or valid_to > :last)
            """)
                .bind("last", next.validFrom().minusDays(1))
                .bind("code", next.code())
                .then();
    }

    private static Mono<Void> insert(DatabaseClient db, Programme next, String actor) {
        var insert = db.sql("""
            insert into mortgage.programme (code, valid_from, valid_to, name_ru, name_kk, name_en, rate, down_finished, down_unfinished, max_months,
                cap_kind, general, months_without_home, conditions_ru, conditions_kk, conditions_en, source_url, checked_at, changed_by)
            values (:code, :from, :to, :nameRu, :nameKk, :nameEn, :rate, :finished, :unfinished, :months,
                :capKind, :general, :without, :ru, :kk, :en, :source, :checked, :actor)
            """)
                .bind("code", next.code())
                .bind("from", next.validFrom())
                .bind("nameRu", next.name().ru())
                .bind("nameKk", next.name().kk())
                .bind("nameEn", next.name().en())
                .bind("rate", next.rate())
                .bind("finished", next.downFinished())
                .bind("unfinished", next.downUnfinished())
                .bind("months", next.maxMonths())
                .bind("capKind", next.capKind().name())
                .bind("general", next.general())
                .bind("without", next.monthsWithoutHome())
                .bind("ru", next.conditions().ru())
                .bind("kk", next.conditions().kk())
                .bind("en", next.conditions().en())
                .bind("source", next.sourceUrl())
                .bind("checked", next.checkedAt())
                .bind("actor", actor);
        return Sql.bind(insert, "to", next.validTo(), LocalDate.class).then();
    }

    private static Mono<Void> insertCaps(DatabaseClient db, Programme next) {
        return Flux.fromIterable(next.caps().entrySet())
                .concatMap(cap -> db.sql("""
                    insert into mortgage.programme_cap (code, valid_from, city, cap_minor, currency)
                    values (:code, :from, :city, :minor, :currency)
                    """)
                        .bind("code", next.code())
                        .bind("from", next.validFrom())
                        .bind("city", cap.getKey())
                        .bind("minor", cap.getValue().minor())
                        .bind("currency", cap.getValue().currency().getCurrencyCode())
                        .then())
                .then();
    }

    /** Somebody has compared the terms with their source: those in force, and those to come. @return how many versions */
    static Mono<Long> checked(DatabaseClient db, String code, LocalDate today) {
        return raise(db)
                .then(db.sql("""
                    update mortgage.programme set checked_at = :today where code = :code and (valid_to is null or valid_to >= :today)
                    """)
                        .bind("today", today)
                        .bind("code", code)
                        .fetch()
                        .rowsUpdated());
    }

    static Mono<Long> revision(DatabaseClient db) {
        return db.sql("select revision from mortgage.revision")
                .map(row -> required(row, "revision", Long.class))
                .one();
    }

    /** First in its transaction: who changes programmes does so one after the other. */
    private static Mono<Void> raise(DatabaseClient db) {
        return db.sql("update mortgage.revision set revision = revision + 1").then();
    }
}
