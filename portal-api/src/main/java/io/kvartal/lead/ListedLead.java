package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.contract.Channel;
import io.kvartal.platform.Pii;
import io.kvartal.shared.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of lists, with what billing says of them: one statement for all. */
final class ListedLead {
    /**
     * The limit of the lateral part is no matter of rows, of which a lead has one: without it the planner would join all charges of the developer.
     *
     * @param which the inner select's conditions, order and limit; fixed text
     * @return a statement that names its tenant {@code :tenant}
     */
    static String select(String which) {
        return """
            select l.id, l.phone_enc, l.name, l.complex, l.complex_name, l.unit_id, l.channel, l.source, l.stage, l.handling,
                %s as created_at, %s as last_contact_at, %s as promised_by, %s as promise_kept_at, %s as first_contact_at,
                %s as withdrawn_at, %s as lost_at, l.lost_reason, l.verdict, l.disputed, l.assignee, l.version,
                c.id as charge_id, c.amount_minor, c.currency, c.credited_minor
            from (select id, phone_enc, name, complex, complex_name, unit_id, channel, source, stage, handling, created_at,
                    last_contact_at, promised_by, promise_kept_at, first_contact_at, withdrawn_at, lost_at, lost_reason, verdict,
                    disputed, assignee, version
                from lead.lead where tenant_id = :tenant and %s) l
            left join lateral (select id, amount_minor, currency, credited_minor from billing.lead_charge
                where tenant_id = :tenant and lead_id = l.id limit 1) c on true
            order by l.created_at desc, l.id desc\
            """.formatted(
                        micros("created_at"),
                        micros("last_contact_at"),
                        micros("promised_by"),
                        micros("promise_kept_at"),
                        micros("first_contact_at"),
                        micros("withdrawn_at"),
                        micros("lost_at"),
                        which);
    }

    /** The driver reads instants as text, which costs more than all else of a list. */
    private static String micros(String column) {
        return "(date_part('epoch', l." + column + ") * 1000000)::bigint";
    }

    private ListedLead() {}

    static LeadRow read(Readable row, Pii pii, Instant now) {
        var handling = Handling.valueOf(must(row, "handling", String.class));
        var withdrawnAt = instant(row, "withdrawn_at");
        var lostAt = instant(row, "lost_at");
        var promisedBy = instant(row, "promised_by");
        // The developer may see the phone: the lead is theirs to call, was not passed on, and the buyer still agrees.
        var open = handling == Handling.DEVELOPER && lostAt == null && withdrawnAt == null;
        var overdue = promisedBy != null
                && promisedBy.isBefore(now)
                && row.get("promise_kept_at", Long.class) == null
                && lostAt == null
                && withdrawnAt == null;
        return new LeadRow(
                new LeadId(must(row, "id", UUID.class)),
                buyer(row, pii, open, lostAt, withdrawnAt),
                must(row, "complex", String.class),
                must(row, "complex_name", String.class),
                row.get("unit_id", UUID.class),
                Channel.valueOf(must(row, "channel", String.class)),
                row.get("source", String.class),
                Stage.valueOf(must(row, "stage", String.class)),
                handling,
                at(must(row, "created_at", Long.class)),
                at(must(row, "last_contact_at", Long.class)),
                promisedBy,
                instant(row, "first_contact_at"),
                overdue,
                row.get("verdict", String.class),
                charge(row),
                must(row, "disputed", Boolean.class),
                row.get("assignee", String.class),
                lostAt == null ? null : new LeadRow.Lost(lostAt, must(row, "lost_reason", String.class)),
                must(row, "version", Integer.class));
    }

    private static LeadRow.Buyer buyer(
            Readable row, Pii pii, boolean open, @Nullable Instant lostAt, @Nullable Instant withdrawnAt) {
        var sealed = row.get("phone_enc", byte[].class);
        var phone = sealed == null ? null : pii.openPhone(sealed);
        return new LeadRow.Buyer(
                lostAt == null ? row.get("name", String.class) : null,
                phone == null ? null : open ? phone.e164() : phone.masked(),
                !open,
                withdrawnAt != null);
    }

    private static LeadRow.@Nullable LeadCharge charge(Readable row) {
        var id = row.get("charge_id", UUID.class);
        if (id == null) {
            return null;
        }
        var currency = Currency.getInstance(must(row, "currency", String.class));
        return new LeadRow.LeadCharge(
                id.toString(),
                new Money(must(row, "amount_minor", Long.class), currency),
                new Money(must(row, "credited_minor", Long.class), currency));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        var micros = row.get(column, Long.class);
        return micros == null ? null : at(micros);
    }

    private static Instant at(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
