package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.Receipt;
import io.kvartal.verdict.ReceiptJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Judges one developer again in two ways: every stored verdict from its own inputs, and the newest ones from all facts. */
@Component
class Replaying {
    private static final int PAGE = 500;
    /** What is listed of one developer and way; all are counted. */
    private static final int LISTED = 200;

    private static final UUID FIRST = new UUID(0, 0);

    private final TenantTx tx;
    private final Contracts contracts;
    private final BulkJudging bulk;
    private final Assessments assessments = new Assessments();

    Replaying(TenantTx tx, Contracts contracts, BulkJudging bulk) {
        this.tx = tx;
        this.contracts = contracts;
        this.bulk = bulk;
    }

    record Result(
            long derived,
            long kept,
            long walked,
            long unjudged,
            Map<String, Long> ruleSets,
            long different,
            List<ReplayRun.Difference> differences) {
        Map<String, Long> plus(Map<String, Long> before) {
            var all = new TreeMap<>(before);
            ruleSets.forEach((name, count) -> all.merge(name, count, Long::sum));
            return all;
        }
    }

    Mono<Result> replay(TenantId tenant) {
        return contracts.history(tenant).flatMap(versions -> {
            var found = new Found(tenant, Agreements.of(versions));
            return page(tenant, FIRST)
                    .expand(page -> page.size() < PAGE
                            ? Mono.empty()
                            : page(tenant, page.getLast().id()))
                    .concatMapIterable(page -> page)
                    .reduce(found, Found::derive)
                    .flatMap(derived -> bulk.walk(tenant).flatMap(walked -> listed(tenant, walked.different(), derived)
                            .then(Mono.fromSupplier(() -> derived.with(walked)))));
        });
    }

    private Mono<List<Receipts.Stored>> page(TenantId tenant, UUID after) {
        return tx.in(tenant, db -> assessments.after(db, tenant, after, PAGE));
    }

    /** What was stored is shown beside what came out now. */
    private Mono<Void> listed(TenantId tenant, List<Receipt> different, Found found) {
        return Flux.fromIterable(different)
                .take(LISTED)
                .concatMap(now -> tx.in(
                                tenant,
                                db -> assessments.ofContact(
                                        db, tenant, now.facts().contact()))
                        .map(all -> found.walked(all.getLast(), now)))
                .then();
    }

    /** Filled in one after the other. */
    private static final class Found {
        private final TenantId tenant;
        private final Agreements agreements;
        private final Map<String, Long> ruleSets = new HashMap<>();
        private final List<ReplayRun.Difference> differences = new ArrayList<>();
        private long derived;
        private long kept;
        private long changed;

        Found(TenantId tenant, Agreements agreements) {
            this.tenant = tenant;
            this.agreements = agreements;
        }

        Found derive(Receipts.Stored stored) {
            ruleSets.merge(stored.ruleSet(), 1L, Long::sum);
            if (stored.made() == null) {
                kept++;
                return this;
            }
            derived++;
            var text = ReceiptJson.write(Receipts.derive(stored, agreements));
            var same = stored.text() == null
                    ? HexFormat.of().formatHex(ReceiptJson.hash(text)).equals(stored.hash())
                    : stored.text().equals(text);
            if (!same && ++changed <= LISTED) {
                add(stored, "DERIVED", stored.text() == null ? "sha256 " + stored.hash() : stored.text(), text);
            }
            return this;
        }

        Found walked(Receipts.Stored stored, Receipt now) {
            var text = stored.text() == null ? ReceiptJson.write(Receipts.derive(stored, agreements)) : stored.text();
            add(stored, "WALKED", text, ReceiptJson.write(now));
            return this;
        }

        private void add(Receipts.Stored stored, String kind, String before, String now) {
            differences.add(new ReplayRun.Difference(
                    0, tenant, stored.contact(), stored.id(), kind, stored.ruleSet(), before, now));
        }

        Result with(BulkRun.Walked walked) {
            return new Result(
                    derived,
                    kept,
                    walked.same(),
                    walked.unjudged(),
                    Map.copyOf(ruleSets),
                    changed + walked.different().size(),
                    List.copyOf(differences));
        }
    }
}
