package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every verdict that a contact ever had: a later one is an adjustment and stands beside the one before. */
@Component
public final class ContactVerdicts {
    private final TenantTx tx;
    private final Contracts contracts;
    private final Assessments assessments = new Assessments();
    private final Charges charges = new Charges();

    ContactVerdicts(TenantTx tx, Contracts contracts) {
        this.tx = tx;
        this.contracts = contracts;
    }

    /** @param changes against the verdict before; empty for the first */
    public record Given(int seq, Instant at, UUID lead, Receipt receipt, List<Change> changes) {}

    /** @param charge the one that stands now */
    public record History(
            UUID contact, List<Given> verdicts, @Nullable ChargeId charge) {}

    /** In order. @throws Problem.NotFound when the developer has no such contact */
    public Mono<History> of(TenantId tenant, UUID contact) {
        return tx.in(tenant, db -> assessments
                .ofContact(db, tenant, contact)
                .flatMap(stored -> stored.isEmpty()
                        ? Mono.error(new Problem.NotFound("contact"))
                        : contracts.history(tenant).flatMap(versions -> charges.live(db, tenant, List.of(contact))
                                .map(live -> {
                                    var charged = live.get(contact);
                                    return new History(
                                            contact,
                                            given(stored, Agreements.of(versions)),
                                            charged == null
                                                    ? null
                                                    : charged.charge().id());
                                }))));
    }

    private static List<Given> given(List<Receipts.Stored> stored, Agreements agreements) {
        var given = new ArrayList<Given>();
        for (var one : stored) {
            var receipt = Receipts.of(one, agreements);
            var before = given.isEmpty() ? null : given.getLast();
            given.add(new Given(
                    one.seq(),
                    one.assessedAt(),
                    one.lead(),
                    receipt,
                    before == null
                            ? List.of()
                            : Change.between(
                                    before.receipt(), receipt, !before.lead().equals(one.lead()))));
        }
        return List.copyOf(given);
    }
}
