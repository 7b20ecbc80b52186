package io.kvartal.billing;

import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The general ledger for reading: balances at an instant, the journals behind them, the document behind each journal. */
@Component
public class Books {
    private static final int PAGE = 50;
    private static final int EXPORT_PAGE = 2_000;

    private final TenantTx tx;
    private final Ledger ledger = new Ledger();
    private final LedgerEntries entries = new LedgerEntries();

    Books(TenantTx tx) {
        this.tx = tx;
    }

    /** Names of all kinds of journals, as a filter takes them. */
    public static List<String> kinds() {
        return Stream.of(Journal.Kind.values()).map(Enum::name).toList();
    }

    /** @param tenant null for the whole portal */
    public Mono<TrialBalance> trialBalance(StaffAccess who, @Nullable TenantId tenant, Instant at) {
        return tx.staff(who, db -> ledger.trialBalance(db, tenant, at));
    }

    /** Newest first, fifty a page. @throws Problem.Invalid for a kind or a cursor that does not exist */
    public Mono<Slice<LedgerEntry>> journals(StaffAccess who, LedgerFilter filter, @Nullable String cursor) {
        return page(who, filter, cursor, PAGE);
    }

    private Mono<Slice<LedgerEntry>> page(StaffAccess who, LedgerFilter filter, @Nullable String cursor, int size) {
        var kind = filter.kind();
        if (kind != null && !kinds().contains(kind)) {
            throw new Problem.Invalid("/kind", "ledger-kind", kind);
        }
        return tx.staff(who, db -> entries.page(db, filter, cursor, size));
    }

    /** All that fit, newest first, read piece by piece: for files. */
    public Flux<LedgerEntry> all(StaffAccess who, LedgerFilter filter) {
        return page(who, filter, null, EXPORT_PAGE)
                .expand(slice -> slice.nextCursor() == null
                        ? Mono.empty()
                        : page(StaffAccess.system("ledger export"), filter, slice.nextCursor(), EXPORT_PAGE))
                .concatMapIterable(Slice::items);
    }

    public Mono<LedgerEntry> journal(StaffAccess who, TenantId tenant, UUID id) {
        return tx.staff(who, db -> entries.byId(db, tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("journal")));
    }
}
