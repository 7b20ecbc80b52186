package io.kvartal.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kvartal.platform.Audit;
import io.kvartal.platform.Pii;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls and their recordings for other contexts. */
@Service
public class Calls {
    private static final int MOST = 100;
    private static final Duration SITTING = Duration.ofMinutes(5);

    private final TenantTx tx;
    private final Recordings recordings;
    private final CallWork work;
    private final Inward inward;
    private final Cache<String, Boolean> sittings =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(SITTING).build();

    /** What the facade hands on to. */
    @org.springframework.stereotype.Component
    static class Inward {
        private final Receiver receiver;
        private final ObjectProvider<CallSink> sinks;
        private final Audit audit;
        private final Pii pii;

        Inward(Receiver receiver, ObjectProvider<CallSink> sinks, Audit audit, Pii pii) {
            this.receiver = receiver;
            this.sinks = sinks;
            this.audit = audit;
            this.pii = pii;
        }
    }

    Calls(TenantTx tx, Recordings recordings, CallWork work, Inward inward) {
        this.tx = tx;
        this.recordings = recordings;
        this.work = work;
        this.inward = inward;
    }

    /** Newest first. @param cursor null for the first page */
    public Mono<Slice<CallView>> list(TenantId tenant, CallFilter filter, @Nullable String cursor, int limit) {
        return Mono.defer(() -> {
            int wanted = Math.clamp(limit, 1, MOST);
            var before = cursor == null ? null : Cursor.parse(cursor);
            return tx.in(tenant, db -> StoredCalls.list(db, tenant, filter, before, wanted + 1, inward.pii)
                    .flatMap(calls -> withLeads(tenant, calls.subList(0, Math.min(wanted, calls.size())))
                            .map(shown -> new Slice<>(shown, calls.size() > wanted ? after(shown) : null))));
        });
    }

    private static String after(List<CallView> shown) {
        var last = shown.getLast();
        return new Cursor(last.startedAt(), last.id().value()).text();
    }

    /** @throws io.kvartal.shared.Problem.NotFound also for another tenant's call */
    public Mono<CallView> call(TenantId tenant, CallId call) {
        return tx.in(tenant, db -> StoredCalls.one(db, tenant, call, inward.pii)
                .flatMap(found -> withLeads(tenant, List.of(found)))
                .map(List::getFirst));
    }

    /** Those of the calls that are the tenant's: for the timeline of a lead. */
    public Mono<List<CallView>> calls(TenantId tenant, Collection<CallId> calls) {
        return tx.in(tenant, db -> StoredCalls.some(db, tenant, List.copyOf(calls), inward.pii)
                .flatMap(found -> withLeads(tenant, found)));
    }

    /** Whose a call is, for staff. */
    public Mono<TenantId> tenantOf(StaffAccess who, CallId call) {
        return tx.staff(who, db -> StoredCalls.tenant(db, call));
    }

    /** Calls that led to no complex, newest first. */
    public Mono<List<UnattributedCall>> unattributed(StaffAccess who, int limit) {
        return tx.staff(who, db -> StoredCalls.unattributed(db, Math.clamp(limit, 1, MOST), inward.pii));
    }

    private Mono<List<CallView>> withLeads(TenantId tenant, List<CallView> calls) {
        if (calls.isEmpty()) {
            return Mono.just(calls);
        }
        var ids = calls.stream().map(CallView::id).toList();
        return Flux.fromStream(inward.sinks::orderedStream)
                .concatMap(sink -> sink.leadsOf(tenant, ids))
                .reduceWith(java.util.HashMap<CallId, CallLead>::new, (all, some) -> {
                    all.putAll(some);
                    return all;
                })
                .map(leads -> calls.stream()
                        .map(call -> call.with(leads.get(call.id())))
                        .toList());
    }

    /**
     * The sound of a call, or a part of it. Every sitting is on record: each request that begins at the start, and any other after five minutes.
     *
     * @param listener who listens, as the audit log names people
     * @param range value of the Range header
     * @param ifRange value of the If-Range header: the part is given only if the sound is still this one
     */
    public Mono<Recording> recording(
            TenantId tenant, CallId call, String listener, @Nullable String range, @Nullable String ifRange) {
        return tx.in(tenant, db -> recording(db, tenant, call, listener, range, ifRange));
    }

    /** The same for staff, whichever developer's it is. */
    public Mono<Recording> recording(StaffAccess who, CallId call, @Nullable String range, @Nullable String ifRange) {
        return tx.staff(who, db -> StoredCalls.tenant(db, call)
                .flatMap(tenant -> recording(db, tenant, call, who.actor(), range, ifRange)));
    }

    private Mono<Recording> recording(
            DatabaseClient db,
            TenantId tenant,
            CallId call,
            String listener,
            @Nullable String range,
            @Nullable String ifRange) {
        return StoredRecordings.sound(db, tenant, call).flatMap(sound -> {
            var etag = "\"" + sound.sha256() + "\"";
            var wanted = ByteRange.of(ifRange == null || ifRange.equals(etag) ? range : null, sound.bytes());
            return listened(db, listener, call, wanted).thenReturn(answer(sound, etag, wanted));
        });
    }

    private Recording answer(StoredRecordings.Sound sound, String etag, ByteRange wanted) {
        return switch (wanted) {
            case ByteRange.Whole(var size) ->
                new Recording(
                        200,
                        sound.contentType(),
                        etag,
                        sound.storedAt(),
                        0,
                        size - 1,
                        size,
                        recordings.read(sound, 0, Long.MAX_VALUE));
            case ByteRange.Part(var from, var to, var size) ->
                new Recording(
                        206,
                        sound.contentType(),
                        etag,
                        sound.storedAt(),
                        from,
                        to,
                        size,
                        recordings.read(sound, from, to));
            case ByteRange.Outside(var size) ->
                new Recording(416, sound.contentType(), etag, sound.storedAt(), 0, -1, size, Flux.empty());
        };
    }

    private Mono<Void> listened(DatabaseClient db, String listener, CallId call, ByteRange wanted) {
        var key = listener + "|" + call;
        boolean fromStart =
                switch (wanted) {
                    case ByteRange.Whole whole -> true;
                    case ByteRange.Part part -> part.from() == 0;
                    case ByteRange.Outside outside -> false;
                };
        if (wanted instanceof ByteRange.Outside || (!fromStart && sittings.getIfPresent(key) != null)) {
            return Mono.empty();
        }
        sittings.put(key, Boolean.TRUE);
        return inward.audit.record(db, listener, "call.listen", call.toString(), Map.of());
    }

    /** Opens the hooks to a provider's account. @param fieldMap JSON of its own field names; null for the usual ones */
    public Mono<Void> addAccount(
            String provider, String secret, @Nullable TenantId developer, @Nullable String fieldMap) {
        return inward.receiver.addAccount(provider, secret, developer, fieldMap);
    }

    /** Takes in a notice as if the provider had posted it then: for laying out history. {@link #settle()} makes calls of it. */
    public Mono<Void> take(String provider, String event, String json, Instant receivedAt) {
        var message = new Receiver.Message(
                event,
                "application/json",
                "",
                new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                receivedAt);
        return inward.receiver
                .receive(new Receiver.Sender(provider, null), message)
                .then();
    }

    /** Works off all notices that are due; gives their number. */
    public Mono<Long> settle() {
        return work.all().reduce(0L, Long::sum);
    }

    /** Fetches all recordings that are due; gives how many were tried. */
    public Mono<Long> fetchRecordings() {
        return recordings.fetchDue().repeat().takeWhile(tried -> tried > 0).reduce(0L, Long::sum);
    }
}
