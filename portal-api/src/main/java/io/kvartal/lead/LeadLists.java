package io.kvartal.lead;

import io.kvartal.platform.Pii;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Leads as their developer may see them: rows, cards, figures. */
@Component
class LeadLists {
    private static final int MAX_ROWS = 100;

    private final TenantTx tx;
    private final LeadStore store;
    private final Pii pii;
    private final Clock clock;

    LeadLists(TenantTx tx, LeadStore store, Pii pii, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.pii = pii;
        this.clock = clock;
    }

    Mono<Slice<LeadRow>> list(TenantId tenant, LeadFilter filter, @Nullable String cursor, int limit) {
        return Mono.defer(() -> {
            var after = cursor == null ? null : Cursor.parse(cursor);
            var rows = Math.clamp(limit, 1, MAX_ROWS);
            var query = LeadQuery.of(filter, after, rows + 1);
            return rows(tenant, query.which(), query.values())
                    .map(found -> new Slice<>(found.subList(0, Math.min(rows, found.size())), next(found, rows)));
        });
    }

    private static @Nullable String next(List<LeadRow> found, int rows) {
        return found.size() <= rows ? null : Cursor.of(found.get(rows - 1)).text();
    }

    private Mono<List<LeadRow>> rows(TenantId tenant, String which, Map<String, Object> values) {
        var now = clock.instant();
        return tx.list(tenant, ListedLead.select(which), values, row -> ListedLead.read(row, pii, now));
    }

    /** @throws Problem.NotFound (as an error signal) when this tenant has no such lead */
    Mono<LeadRow> row(TenantId tenant, LeadId id) {
        return rows(tenant, "id = :id", Map.of("id", id.value()))
                .flatMap(found ->
                        found.isEmpty() ? Mono.error(new Problem.NotFound("lead")) : Mono.just(found.getFirst()));
    }

    Mono<LeadCard> card(TenantId tenant, LeadId id) {
        return tx.in(tenant, db -> store.leads().get(db, tenant, id).flatMap(lead -> row(tenant, id)
                .flatMap(row -> store.contacts()
                        .of(db, tenant, id)
                        .flatMap(contacts -> store.consents().of(db, tenant, id).flatMap(consents -> store.timeline()
                                .of(db, tenant, id)
                                .map(timeline -> card(lead, row, contacts, consents, timeline)))))));
    }

    private static LeadCard card(
            StoredLead lead,
            LeadRow row,
            List<StoredContact> contacts,
            List<LeadCard.Consent> consents,
            List<TimelineEntry> timeline) {
        return new LeadCard(
                row,
                lead.model(),
                lead.locale(),
                lead.refusal(),
                lead.qualified(),
                lead.attribution(),
                contacts.stream().map(LeadLists::touch).toList(),
                consents,
                timeline);
    }

    private static LeadCard.Touch touch(StoredContact contact) {
        return new LeadCard.Touch(
                contact.id(),
                contact.kind().name(),
                contact.sourceId(),
                contact.at(),
                contact.answered(),
                contact.waitSec(),
                contact.talkSec(),
                contact.unit(),
                contact.message(),
                contact.preferredTime());
    }

    Mono<TenantId> developerOf(StaffAccess who, LeadId id) {
        return tx.staff(who, db -> store.leads().developerOf(db, id));
    }

    /** Everything, with the phone open: for the portal's own desk, which has to call. */
    Mono<DeskLead> forDesk(StaffAccess who, TenantId tenant, LeadId id) {
        return tx.staff(who, outer -> card(tenant, id)
                .flatMap(card ->
                        tx.in(tenant, db -> store.leads().get(db, tenant, id).map(lead -> {
                            var phone = lead.phone();
                            return new DeskLead(
                                    tenant, lead.complexId(), card, phone == null ? null : pii.openPhone(phone));
                        }))));
    }

    Mono<LeadStats> stats(TenantId tenant, BillingPeriod period) {
        return tx.in(tenant, db -> LeadFigures.of(db, tenant, period));
    }

    Mono<Map<LeadFilter.View, Long>> counts(TenantId tenant) {
        return tx.in(tenant, db -> LeadFigures.views(db, tenant));
    }

    /** The last row of a page: the next page starts after it, whatever has arrived on top meanwhile. */
    record Cursor(Instant createdAt, UUID id) {
        static Cursor of(LeadRow lead) {
            return new Cursor(lead.createdAt(), lead.id().value());
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
        }

        static Cursor parse(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException garbled) {
                throw new Problem.Invalid("/cursor", "lead-wrong-cursor");
            }
        }
    }

    /**
     * Which leads a list shows, put together from fixed pieces; values are bound. The number of rows is part of the text: where it is bound the server
     * takes it for a tenth of all leads, and plans every request anew because it finds each plan for a known number cheaper.
     */
    record LeadQuery(String which, Map<String, Object> values) {
        static LeadQuery of(LeadFilter filter, @Nullable Cursor after, int rows) {
            var where = new ArrayList<String>();
            var values = new HashMap<String, Object>();
            add(
                    where,
                    values,
                    "stage = :stage",
                    "stage",
                    filter.stage() == null ? null : filter.stage().name());
            add(where, values, "complex = :complex", "complex", filter.complex());
            add(where, values, "created_at >= :from", "from", filter.from());
            add(where, values, "created_at < :to", "to", filter.to());
            add(where, values, "verdict = :verdict", "verdict", filter.verdict());
            add(
                    where,
                    values,
                    "channel = :channel",
                    "channel",
                    filter.channel() == null ? null : filter.channel().name());
            if (after != null) {
                where.add("(created_at, id) < (:afterAt, :afterId)");
                values.put("afterAt", after.createdAt());
                values.put("afterId", after.id());
            }
            where.add(LeadFigures.condition(filter.view()));
            return new LeadQuery(
                    String.join(" and ", where) + " order by created_at desc, id desc limit " + rows, values);
        }

        private static void add(
                List<String> where, Map<String, Object> values, String condition, String name, @Nullable Object value) {
            if (value != null) {
                where.add(condition);
                values.put(name, value);
            }
        }
    }
}
