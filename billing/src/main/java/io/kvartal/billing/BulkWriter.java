package io.kvartal.billing;

import io.kvartal.shared.Ids;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline.Step;
import io.kvartal.verdict.VerdictEngine;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verdicts and charges on their way into their tables: columns as arrays, one statement for all rows. COPY knows no row security. */
final class BulkWriter {
    private static final List<String> JUDGED = List.of(
            "uuid", "uuid", "int4", "int4", "uuid", "text", "text", "text", "uuid", "int4", "uuid", "bool", "text",
            "text", "text");
    private static final List<String> BILLED = List.of(
            "uuid", "uuid", "uuid", "uuid", "uuid", "text", "text", "text", "int8", "text", "numeric", "text", "uuid",
            "int4", "text", "text", "text", "text");

    private final Connection connection;
    private final TenantId tenant;
    private final Timestamp now;
    private final Columns judged = new Columns(JUDGED);
    private final Columns billed = new Columns(BILLED);

    BulkWriter(Connection connection, TenantId tenant, Instant now) {
        this.connection = connection;
        this.tenant = tenant;
        this.now = Timestamp.from(now);
    }

    /** @param owed what to charge; null for nothing new */
    void add(
            Step step,
            Facts.Known known,
            boolean vendorDiffers,
            byte[] hash,
            int seq,
            @Nullable Money owed,
            @Nullable BigDecimal vat) {
        var id = Ids.next();
        var facts = step.facts();
        judged.row(
                id,
                facts.contact(),
                seq,
                known.seq(),
                known.lead(),
                step.decision().verdict().code(),
                step.decision().rule(),
                step.rules().name(),
                step.contract().id().value(),
                step.contract().version(),
                step.priceBook().id().value(),
                vendorDiffers,
                facts.at().toString(),
                ReceiptJson.write(step.history()),
                HexFormat.of().formatHex(hash));
        if (owed != null) {
            bill(step, known, id, owed, Objects.requireNonNull(vat));
        }
    }

    private void bill(Step step, Facts.Known known, UUID assessment, Money owed, BigDecimal vat) {
        var facts = step.facts();
        var window = Objects.requireNonNull(step.decision().window());
        billed.row(
                Ids.next(),
                Ids.next(),
                assessment,
                facts.contact(),
                known.lead(),
                known.description(),
                facts.complex(),
                facts.channel().name(),
                owed.minor(),
                owed.currency().getCurrencyCode(),
                vat,
                facts.at().toString(),
                step.contract().id().value(),
                step.contract().version(),
                VerdictEngine.scopeKey(step.contract().termsFor(facts.complex()).uniquenessScope(), facts.complex()),
                facts.person(),
                Differences.heldUntil(window, facts, step.contract()).toString(),
                window.from().toString());
    }

    void flush() throws SQLException {
        if (judged.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(BulkSql.ASSESSMENTS)) {
            insert.setObject(1, tenant.value());
            insert.setTimestamp(2, now);
            judged.bind(insert, connection, 3);
            insert.executeUpdate();
        }
        if (!billed.isEmpty()) {
            try (var insert = connection.prepareStatement(BulkSql.CHARGES)) {
                int next = billed.bind(insert, connection, 1);
                insert.setObject(next, tenant.value());
                insert.setTimestamp(next + 1, now);
                insert.setObject(next + 2, tenant.value());
                insert.setObject(next + 3, tenant.value());
                insert.setTimestamp(next + 4, now);
                insert.setObject(next + 5, tenant.value());
                insert.executeUpdate();
            }
        }
        judged.clear();
        billed.clear();
    }

    private static final class Columns {
        private final List<String> types;
        private final List<List<@Nullable Object>> columns;

        Columns(List<String> types) {
            this.types = types;
            this.columns = types.stream()
                    .<List<@Nullable Object>>map(type -> new ArrayList<>())
                    .toList();
        }

        void row(@Nullable Object... values) {
            for (int i = 0; i < values.length; i++) {
                columns.get(i).add(values[i]);
            }
        }

        boolean isEmpty() {
            return columns.getFirst().isEmpty();
        }

        int bind(PreparedStatement insert, Connection connection, int first) throws SQLException {
            for (int i = 0; i < types.size(); i++) {
                insert.setArray(
                        first + i,
                        connection.createArrayOf(types.get(i), columns.get(i).toArray()));
            }
            return first + types.size();
        }

        void clear() {
            columns.forEach(List::clear);
        }
    }
}
