package io.kvartal.billing.bank;

import static io.kvartal.platform.Sql.required;

import io.kvartal.platform.Sql;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.Sha256;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statement files and their lines. */
final class BankLines {
    private static final String LINE = """
        select id, statement_id, line_no, outgoing, booked_on, amount_minor, currency, reference, payer_name, payer_bin, purpose, state,
            round, developer_id, note from billing.bank_line
        """;
    private static final String STATEMENT = """
        select id, sha256, file_name, format, account, lines, known_lines, uploaded_by, uploaded_at, applied_at from billing.bank_statement
        """;

    /**
     * What makes a line itself, whichever file tells it. Two equal lines of one day are two payments: each carries its number among its equals, and files
     * that cover the day cover both.
     */
    static List<String> fingerprints(StatementFile file) {
        var seen = new HashMap<String, Integer>();
        var all = new ArrayList<String>();
        for (var line : file.lines()) {
            var same = String.join(
                    "|",
                    file.account(),
                    line.bookedOn().toString(),
                    line.outgoing() ? "out" : "in",
                    line.reversal() ? "reversal" : "",
                    Long.toString(line.amount().minor()),
                    line.reference(),
                    line.reference().isEmpty() ? line.payerBin() + "|" + line.purpose() : "");
            all.add(Sha256.hex(same + "|" + seen.merge(same, 1, Integer::sum)));
        }
        return all;
    }

    Mono<BankStatement> byHash(DatabaseClient db, String sha256) {
        return db.sql(STATEMENT + " where sha256 = :sha")
                .bind("sha", sha256)
                .map(BankLines::statement)
                .one();
    }

    /** @return the lines of the file that no earlier file had */
    Mono<Integer> insert(
            DatabaseClient db, UUID id, StatementFile file, String sha, String name, String actor, Instant now) {
        var prints = fingerprints(file);
        return known(db, prints).flatMap(known -> {
            var fresh = new ArrayList<Integer>();
            for (var i = 0; i < prints.size(); i++) {
                if (!known.contains(prints.get(i))) {
                    fresh.add(i);
                }
            }
            return db.sql("""
                insert into billing.bank_statement (id, sha256, file_name, format, account, lines, known_lines, uploaded_by, uploaded_at)
                values (:id, :sha, :name, :format, :account, :lines, :known, :by, :now)\
                """)
                    .bind("id", id)
                    .bind("sha", sha)
                    .bind("name", name)
                    .bind("format", file.format().name())
                    .bind("account", file.account())
                    .bind("lines", fresh.size())
                    .bind("known", prints.size() - fresh.size())
                    .bind("by", actor)
                    .bind("now", now)
                    .then()
                    .thenMany(Flux.fromIterable(fresh)
                            .concatMap(i -> line(db, id, file.lines().get(i), prints.get(i))))
                    .then(Mono.just(fresh.size()));
        });
    }

    private static Mono<List<String>> known(DatabaseClient db, List<String> prints) {
        return prints.isEmpty()
                ? Mono.just(List.of())
                : db.sql("select fingerprint from billing.bank_line where fingerprint = any (:prints)")
                        .bind("prints", prints.toArray(String[]::new))
                        .map(row -> required(row, "fingerprint", String.class))
                        .all()
                        .collectList();
    }

    private static Mono<Void> line(DatabaseClient db, UUID statement, StatementLine line, String fingerprint) {
        return db.sql("""
            insert into billing.bank_line (id, statement_id, line_no, fingerprint, outgoing, booked_on, amount_minor, currency, reference,
                payer_name, payer_bin, purpose, state, note)
            values (:id, :statement, :no, :fingerprint, :outgoing, :on, :amount, :currency, :reference, :name, :bin, :purpose, 'NEW', :note)\
            """)
                .bind("id", Ids.next())
                .bind("statement", statement)
                .bind("no", line.no())
                .bind("fingerprint", fingerprint)
                .bind("outgoing", line.outgoing())
                .bind("on", line.bookedOn())
                .bind("amount", line.amount().minor())
                .bind("currency", line.amount().currency().getCurrencyCode())
                .bind("reference", line.reference())
                .bind("name", line.payerName())
                .bind("bin", line.payerBin())
                .bind("purpose", line.purpose())
                .bind("note", line.reversal() ? BankLine.REVERSAL : "")
                .then();
    }

    /** Newest first. */
    Mono<List<BankStatement>> statements(DatabaseClient db) {
        return db.sql(STATEMENT + " order by uploaded_at desc limit 200")
                .map(BankLines::statement)
                .all()
                .collectList();
    }

    Mono<BankStatement> statement(DatabaseClient db, UUID id) {
        return db.sql(STATEMENT + " where id = :id")
                .bind("id", id)
                .map(BankLines::statement)
                .one();
    }

    Mono<Void> applied(DatabaseClient db, UUID statement, Instant now) {
        return db.sql("update billing.bank_statement set applied_at = coalesce(applied_at, :now) where id = :id")
                .bind("now", now)
                .bind("id", statement)
                .then();
    }

    Mono<List<BankLine>> of(DatabaseClient db, UUID statement) {
        return db.sql(LINE + " where statement_id = :statement order by line_no, id")
                .bind("statement", statement)
                .map(BankLines::line)
                .all()
                .collectList();
    }

    /** Oldest first: money waits. */
    Mono<List<BankLine>> inState(DatabaseClient db, BankLine.State state) {
        return db.sql(LINE + " where state = :state order by booked_on, id limit 500")
                .bind("state", state.name())
                .map(BankLines::line)
                .all()
                .collectList();
    }

    /** Nobody else decides on it until the transaction ends. */
    Mono<BankLine> lock(DatabaseClient db, UUID id) {
        return db.sql(LINE + " where id = :id for update")
                .bind("id", id)
                .map(BankLines::line)
                .one();
    }

    Mono<Void> decide(
            DatabaseClient db,
            BankLine line,
            BankLine.State state,
            @Nullable TenantId tenant,
            int round,
            String note,
            String actor,
            Instant now) {
        var update = db.sql("""
            update billing.bank_line set state = :state, developer_id = :developer, round = :round, note = :note, decided_by = :by,
                decided_at = :now
            where id = :id\
            """)
                .bind("state", state.name())
                .bind("round", round)
                .bind("note", note)
                .bind("by", actor)
                .bind("now", now)
                .bind("id", line.id());
        return Sql.bind(update, "developer", tenant == null ? null : tenant.value(), UUID.class)
                .then();
    }

    private static BankStatement statement(Readable row) {
        return new BankStatement(
                required(row, "id", UUID.class),
                required(row, "sha256", String.class),
                required(row, "file_name", String.class),
                StatementFormat.valueOf(required(row, "format", String.class)),
                required(row, "account", String.class),
                required(row, "lines", Integer.class),
                required(row, "known_lines", Integer.class),
                required(row, "uploaded_by", String.class),
                required(row, "uploaded_at", Instant.class),
                row.get("applied_at", Instant.class));
    }

    private static BankLine line(Readable row) {
        var tenant = row.get("developer_id", UUID.class);
        return new BankLine(
                required(row, "id", UUID.class),
                required(row, "statement_id", UUID.class),
                required(row, "line_no", Integer.class),
                required(row, "outgoing", Boolean.class),
                required(row, "booked_on", LocalDate.class),
                Money.of(required(row, "amount_minor", Long.class), required(row, "currency", String.class)),
                required(row, "reference", String.class),
                required(row, "payer_name", String.class),
                required(row, "payer_bin", String.class),
                required(row, "purpose", String.class),
                BankLine.State.valueOf(required(row, "state", String.class)),
                required(row, "round", Integer.class),
                tenant == null ? null : new TenantId(tenant),
                required(row, "note", String.class));
    }
}
