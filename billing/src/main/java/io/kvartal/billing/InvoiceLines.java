package io.kvartal.billing;

import static io.kvartal.platform.Sql.required;

import io.kvartal.contract.Channel;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The lines of finalised invoices and the charges and credits that they stand for. Each kind of row is written by one statement. */
final class InvoiceLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A line as the database takes it. */
    private record Row(
            int no,
            String kind,
            @Nullable String complex,
            @Nullable String channel,
            String description,
            long unit,
            int quantity,
            long net,
            BigDecimal rate,
            long vat,
            String currency,
            @Nullable String period,
            @Nullable Integer raw,
            @Nullable Integer persons,
            @Nullable Integer target,
            @Nullable Integer billed,
            @Nullable Integer credited,
            @Nullable String earlier,
            @Nullable String number) {

        static Row of(InvoiceLine line) {
            var counts = line.counts();
            var earlier = line.earlier();
            return new Row(
                    line.no(),
                    line.kind(),
                    line.complex(),
                    text(line.channel()),
                    line.description(),
                    line.unitPrice().minor(),
                    line.quantity(),
                    line.net().minor(),
                    line.vatRate(),
                    line.vat().minor(),
                    line.net().currency().getCurrencyCode(),
                    text(line.period()),
                    counts == null ? null : counts.raw(),
                    counts == null ? null : counts.persons(),
                    counts == null ? null : counts.target(),
                    counts == null ? null : counts.billed(),
                    counts == null ? null : counts.credited(),
                    earlier == null ? null : earlier.invoice().toString(),
                    earlier == null ? null : earlier.number());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    Mono<Void> insert(DatabaseClient db, TenantId tenant, InvoiceId invoice, InvoiceDraft draft) {
        var rows = draft.lines().stream().map(line -> Row.of(line.printed())).toList();
        return db.sql("""
            insert into billing.invoice_line (tenant_id, invoice_id, no, kind, complex, channel, description, unit_minor, quantity,
                net_minor, vat_rate, vat_minor, currency, period, raw, persons, target, billed, credited, earlier_invoice,
                earlier_number)
            select :tenant, :invoice, l.* from json_to_recordset(cast(:lines as json)) as l (no int, kind text, complex text,
                channel text, description text, unit bigint, quantity int, net bigint, rate numeric, vat bigint, currency char(3),
                period text, raw int, persons int, target int, billed int, credited int, earlier uuid, number text)\
            """)
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .bind("lines", JSON.writeValueAsString(rows))
                .then();
    }

    /** Gives every charge in scope its place on the lines. @throws IllegalStateException when they are not those that the draft counted */
    Mono<Void> charges(DatabaseClient db, InvoiceSources.Scope scope, InvoiceId invoice, InvoiceDraft draft) {
        if (draft.charges() == 0) {
            return Mono.empty();
        }
        return scope.bind(db.sql("""
            insert into billing.invoice_item (tenant_id, id, invoice_id, line_no, charge_id)
            select c.tenant_id, uuidv7(), l.invoice_id, l.no, c.id from billing.charge c
            join billing.invoice_line l on l.tenant_id = c.tenant_id and l.invoice_id = :invoice and l.kind = c.kind
                and l.complex is not distinct from c.complex and l.channel is not distinct from c.channel
                and l.unit_minor = c.amount_minor and l.vat_rate = c.vat_rate and l.period = %s
                and (c.kind = 'LEAD' or l.description = c.description)
            where %s order by l.no, c.occurred_at, c.id\
            """.formatted(InvoiceSources.MONTH, InvoiceSources.UNINVOICED)))
                .bind("invoice", invoice.value())
                .fetch()
                .rowsUpdated()
                .doOnNext(placed -> {
                    if (placed != draft.charges()) {
                        throw new IllegalStateException(placed + " charges instead of " + draft.charges());
                    }
                })
                .then();
    }

    Mono<Void> credits(DatabaseClient db, TenantId tenant, InvoiceId invoice, InvoiceDraft draft) {
        var lines = new ArrayList<Integer>();
        var credits = new ArrayList<UUID>();
        for (var line : draft.lines()) {
            var credit = line.credit();
            if (credit != null) {
                lines.add(line.printed().no());
                credits.add(credit);
            }
        }
        if (credits.isEmpty()) {
            return Mono.empty();
        }
        return db.sql("""
            insert into billing.invoice_item (tenant_id, id, invoice_id, line_no, credit_id)
            select :tenant, uuidv7(), :invoice, line, credit from unnest(:lines, :credits) as item (line, credit)\
            """)
                .bind("tenant", tenant.value())
                .bind("invoice", invoice.value())
                .bind("lines", lines.toArray(Integer[]::new))
                .bind("credits", credits.toArray(UUID[]::new))
                .then();
    }

    Mono<List<InvoiceLine>> of(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return behind(db, tenant, id).flatMap(behind -> db.sql("""
            select no, kind, complex, channel, description, unit_minor, quantity, net_minor, vat_rate, vat_minor, currency, period,
                raw, persons, target, billed, credited, earlier_invoice, earlier_number
            from billing.invoice_line where tenant_id = :tenant and invoice_id = :id order by no\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> line(row, behind))
                .all()
                .collectList());
    }

    /** The charges behind each line; a credit note stands for the charge that it corrects. */
    private static Mono<Map<Integer, List<ChargeId>>> behind(DatabaseClient db, TenantId tenant, InvoiceId id) {
        return db.sql("""
            select i.line_no, coalesce(i.charge_id, n.charge_id) as charge_id from billing.invoice_item i
            left join billing.credit_note n on n.tenant_id = i.tenant_id and n.id = i.credit_id
            where i.tenant_id = :tenant and i.invoice_id = :id order by i.line_no, i.id\
            """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(row -> Map.entry(
                        required(row, "line_no", Integer.class), new ChargeId(required(row, "charge_id", UUID.class))))
                .all()
                .collectList()
                .map(items -> {
                    Map<Integer, List<ChargeId>> byLine = new HashMap<>();
                    items.forEach(item -> byLine.computeIfAbsent(item.getKey(), no -> new ArrayList<>())
                            .add(item.getValue()));
                    return byLine;
                });
    }

    private static InvoiceLine line(Readable row, Map<Integer, List<ChargeId>> behind) {
        var currency = required(row, "currency", String.class);
        var channel = row.get("channel", String.class);
        var period = row.get("period", String.class);
        int no = required(row, "no", Integer.class);
        return new InvoiceLine(
                no,
                required(row, "kind", String.class),
                row.get("complex", String.class),
                channel == null ? null : Channel.valueOf(channel),
                required(row, "description", String.class),
                Money.of(required(row, "unit_minor", Long.class), currency),
                required(row, "quantity", Integer.class),
                Money.of(required(row, "net_minor", Long.class), currency),
                required(row, "vat_rate", BigDecimal.class),
                Money.of(required(row, "vat_minor", Long.class), currency),
                period == null ? null : BillingPeriod.parse(period),
                counts(row),
                earlier(row),
                behind.getOrDefault(no, List.of()));
    }

    private static InvoiceLine.@Nullable Counts counts(Readable row) {
        var raw = row.get("raw", Integer.class);
        return raw == null
                ? null
                : new InvoiceLine.Counts(
                        raw,
                        required(row, "persons", Integer.class),
                        required(row, "target", Integer.class),
                        required(row, "billed", Integer.class),
                        required(row, "credited", Integer.class));
    }

    private static InvoiceLine.@Nullable Earlier earlier(Readable row) {
        var earlier = row.get("earlier_invoice", UUID.class);
        return earlier == null
                ? null
                : new InvoiceLine.Earlier(new InvoiceId(earlier), required(row, "earlier_number", String.class));
    }
}
