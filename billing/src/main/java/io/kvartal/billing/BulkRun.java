package io.kvartal.billing;

import io.kvartal.billing.BulkJudging.Judged;
import io.kvartal.contract.Channel;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.ReceiptJson;
import io.kvartal.verdict.Timeline;
import io.kvartal.verdict.Timeline.Background;
import io.kvartal.verdict.Timeline.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One developer's contacts that nobody judged yet, in one transaction: read in the order of persons, judged in memory some thousand contacts at a time and
 * written by one statement each time. Where a cap counts across persons, all contacts are one such time.
 */
final class BulkRun {
    private static final int AT_ONCE = 4_000;
    private static final int FETCHED = 1_000;

    private final TenantId tenant;
    private final Agreements agreements;
    private final VatRates vat;
    private final List<ClientClaim> claims;
    private final Instant now;
    private final boolean whole;

    BulkRun(TenantId tenant, Agreements agreements, VatRates vat, List<ClientClaim> claims, Instant now) {
        this.tenant = tenant;
        this.agreements = agreements;
        this.vat = vat;
        this.claims = claims;
        this.now = now;
        this.whole = agreements.countsAcrossPersons();
    }

    /** @param left contacts whose verdicts take something back or charge anew, which is not done in bulk */
    record Outcome(Judged judged, List<UUID> left) {}

    /** @param different newest receipts that are not the stored ones */
    record Walked(long same, long unjudged, List<Receipt> different) {}

    private static final class Walk {
        final List<Receipt> different = new ArrayList<>();
        long same;
        long unjudged;
    }

    /** A contact as far as it was known, judged and charged. */
    private record Row(
            Facts.Known known,
            boolean unjudged,
            int assessed,
            @Nullable Integer assessedFact,
            byte @Nullable [] hash,
            Charges.@Nullable Live live) {}

    Outcome on(Connection connection) throws SQLException {
        var moved = prepared(connection);
        var progress = new Progress(new BulkWriter(connection, tenant, now), moved);
        try (var select = connection.prepareStatement(whole ? BulkSql.WHOLE : BulkSql.BY_PERSON)) {
            BulkSql.bind(select, tenant);
            select.setFetchSize(FETCHED);
            read(select, batch -> judge(batch, connection, progress));
        }
        progress.left.addAll(progress.last);
        return new Outcome(
                new Judged(progress.contacts, progress.charged, progress.left.size()), List.copyOf(progress.left));
    }

    /** Judges everything once more, writes nothing, and compares with what stands. */
    Walked walk(Connection connection) throws SQLException {
        prepared(connection);
        var walked = new Walk();
        try (var select = connection.prepareStatement(BulkSql.ALL)) {
            BulkSql.bindAll(select, tenant);
            select.setFetchSize(FETCHED);
            read(select, batch -> compare(batch, connection, walked));
        }
        return new Walked(walked.same, walked.unjudged, List.copyOf(walked.different));
    }

    private void compare(List<Row> batch, Connection connection, Walk walked) throws SQLException {
        var rows = HashMap.<UUID, Row>newHashMap(batch.size());
        batch.forEach(row -> rows.put(row.known.facts().contact(), row));
        for (var step : Timeline.decide(
                batch.stream().map(row -> row.known.entry()).toList(), agreements, background(batch, connection))) {
            var row = row(rows, step);
            if (row.unjudged) {
                walked.unjudged++;
            } else if (Arrays.equals(row.hash, ReceiptJson.hash(step.receipt()))) {
                walked.same++;
            } else {
                walked.different.add(step.receipt());
            }
        }
    }

    /** What is done with some contacts, all of each person. */
    private interface Batch {
        void take(List<Row> rows) throws SQLException;
    }

    private void read(PreparedStatement select, Batch taker) throws SQLException {
        var batch = new ArrayList<Row>();
        String last = null;
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var row = row(rows);
                var person = row.known.facts().person();
                if (!whole && batch.size() >= AT_ONCE && (person == null || !person.equals(last))) {
                    taker.take(batch);
                    batch.clear();
                }
                batch.add(row);
                last = person;
            }
        }
        if (!batch.isEmpty()) {
            taker.take(batch);
        }
    }

    /** Takes the developer's lock and lets the sorting be done in memory. @return persons of contacts that changed over from one to another */
    private Set<String> prepared(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended('billing ' || ?, 0)), set_config('work_mem', '32MB',"
                        + " true), set_config('jit', 'off', true)")) {
            lock.setString(1, tenant.toString());
            lock.execute();
        }
        var moved = new HashSet<String>();
        try (var select = connection.prepareStatement(BulkSql.MOVED)) {
            select.setObject(1, tenant.value());
            select.setObject(2, tenant.value());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    moved.add(rows.getString(1));
                }
            }
        }
        return moved;
    }

    private static Row row(ResultSet rows) throws SQLException {
        var known = new Facts.Known(
                rows.getObject("lead_id", UUID.class),
                rows.getString("description"),
                ReceiptJson.facts(rows.getString("facts")),
                rows.getInt("seq"));
        return new Row(
                known,
                rows.getBoolean("unjudged"),
                rows.getInt("assessed"),
                rows.getObject("assessed_fact", Integer.class),
                rows.getBytes("hash"),
                rows.getObject("charge_id") == null ? null : live(rows, known));
    }

    /** As much of it as {@link Differences#stands} looks at. */
    private static Charges.Live live(ResultSet rows, Facts.Known known) throws SQLException {
        var currency = rows.getString("currency");
        var charge = new Charge(
                new ChargeId(rows.getObject("charge_id", UUID.class)),
                new TenantId(rows.getObject("tenant_id", UUID.class)),
                ChargeKind.LEAD,
                known.lead(),
                known.facts().contact(),
                known.description(),
                known.facts().complex(),
                known.facts().channel(),
                Money.of(rows.getLong("amount_minor"), currency),
                rows.getBigDecimal("vat_rate"),
                known.facts().at(),
                known.facts().at(),
                new io.kvartal.contract.ContractId(rows.getObject("charge_contract", UUID.class)),
                rows.getInt("contract_version"),
                Money.of(rows.getLong("credited_minor"), currency),
                null);
        return new Charges.Live(
                charge,
                rows.getString("held_person"),
                rows.getTimestamp("held_from").toInstant(),
                rows.getTimestamp("held_until").toInstant());
    }

    private void judge(List<Row> batch, Connection connection, Progress progress) throws SQLException {
        var rows = HashMap.<UUID, Row>newHashMap(batch.size());
        batch.forEach(row -> rows.put(row.known.facts().contact(), row));
        var steps = Timeline.decide(
                batch.stream().map(row -> row.known.entry()).toList(), agreements, background(batch, connection));
        var refused = refused(steps, rows, met(persons(batch), connection), progress);
        for (var step : steps) {
            if (refused.contains(key(step))) {
                continue;
            }
            var row = row(rows, step);
            progress.contacts += row.unjudged ? 1 : 0;
            progress.charged += write(step, row, progress.writer) ? 1 : 0;
        }
        progress.writer.flush();
    }

    /**
     * Persons, and contacts of nobody, whose verdicts take a charge back or charge for what was judged before, or may change another developer's. In a
     * developer judged as a whole one is all.
     */
    private Set<Object> refused(List<Step> steps, Map<UUID, Row> rows, Set<String> met, Progress progress) {
        var refused = new HashSet<Object>();
        for (var step : steps) {
            var row = row(rows, step);
            var live = row.live;
            var owed = Differences.priceOf(step.decision().price(), step.contract());
            var goes = live == null
                    ? owed != null && row.assessed > 0
                    : !Differences.stands(live, step, owed) || !Differences.holds(live, step);
            var person = step.facts().person();
            if (goes
                    || (person != null && met.contains(person))
                    || (!whole && person != null && progress.moved.contains(person))) {
                refused.add(key(step));
            }
        }
        if (whole && !refused.isEmpty()) {
            // the steps are in order, so from the first on nothing is left out
            steps.stream()
                    .filter(step -> row(rows, step).unjudged)
                    .findFirst()
                    .ifPresent(step -> progress.left.add(step.facts().contact()));
            steps.forEach(step -> refused.add(key(step)));
        } else {
            lead(steps, rows, refused, progress);
        }
        return refused;
    }

    private static void lead(List<Step> steps, Map<UUID, Row> rows, Set<Object> refused, Progress progress) {
        var led = new HashSet<Object>();
        for (var step : steps) {
            if (refused.contains(key(step)) && row(rows, step).unjudged) {
                progress.left.add(step.facts().contact());
                led.add(key(step));
            }
        }
        for (var step : steps) {
            var person = step.facts().person();
            if (person != null && refused.contains(person) && !progress.moved.contains(person) && led.add(person)) {
                progress.last.add(step.facts().contact());
            }
        }
    }

    /** Whose verdicts hang together: the person's, or the contact's alone. */
    private static Object key(Step step) {
        var person = step.facts().person();
        return person == null ? step.facts().contact() : person;
    }

    private static Row row(Map<UUID, Row> rows, Step step) {
        return Objects.requireNonNull(rows.get(step.facts().contact()));
    }

    private Background background(List<Row> batch, Connection connection) throws SQLException {
        if (!agreements.portalWide()) {
            return new Background(claims, Map.of());
        }
        var others = new ArrayList<Holds.Elsewhere>();
        try (var select = connection.prepareStatement(BulkSql.ELSEWHERE)) {
            select.setArray(1, connection.createArrayOf("text", persons(batch)));
            select.setObject(2, tenant.value());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    others.add(new Holds.Elsewhere(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            Channel.valueOf(rows.getString(3)),
                            instant(rows.getTimestamp(4)),
                            instant(rows.getTimestamp(5))));
                }
            }
        }
        return new Background(claims, Assessing.byPerson(others));
    }

    private static String[] persons(List<Row> batch) {
        return batch.stream()
                .map(row -> row.known.facts().person())
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    private static Set<String> met(String[] persons, Connection connection) throws SQLException {
        var met = new HashSet<String>();
        try (var select = connection.prepareStatement(BulkSql.MET)) {
            select.setArray(1, connection.createArrayOf("text", persons));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    met.add(rows.getString(1));
                }
            }
        }
        return met;
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }

    /** @return whether there is a charge now that there was not before */
    private boolean write(Step step, Row row, BulkWriter writer) throws SQLException {
        var receipt = step.receipt();
        var hash = ReceiptJson.hash(receipt);
        if (row.hash != null
                && (row.assessedFact == null || row.assessedFact == row.known.seq())
                && Arrays.equals(row.hash, hash)) {
            return false;
        }
        var owed = row.live != null ? null : Differences.priceOf(step.decision().price(), step.contract());
        var rate = owed == null
                ? null
                : vat.on(
                        step.contract().hours().dateOf(step.facts().at()),
                        step.contract().billing().vat());
        writer.add(step, row.known, receipt.vendorDiffers(), hash, row.assessed + 1, owed, rate);
        return owed != null;
    }

    private static final class Progress {
        final BulkWriter writer;
        final Set<String> moved;
        /** Not judged yet: each leads to all its persons, of old too. */
        final List<UUID> left = new ArrayList<>();
        /** One of each person whom no such contact leads to. */
        final List<UUID> last = new ArrayList<>();

        int contacts;
        int charged;

        Progress(BulkWriter writer, Set<String> moved) {
            this.writer = writer;
            this.moved = moved;
        }
    }
}
