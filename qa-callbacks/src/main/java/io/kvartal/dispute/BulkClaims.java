package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Several claims in one go, each with its own reason and its own fate: one that is refused holds up none of the others. */
@Component
public class BulkClaims {
    static final int MOST = 100;

    /** One line as it was typed. @param second {@code 75} or {@code 1:15}, empty when none */
    public record Item(String lead, String reason, String second, String other, String comment) {}

    /** @param dispute null when it was refused; then {@code problem} says why */
    public record Outcome(String lead, @Nullable Dispute dispute, Problem.@Nullable FieldError problem) {}

    private final Disputes disputes;

    BulkClaims(Disputes disputes) {
        this.disputes = disputes;
    }

    /** @throws Problem.Invalid when there is nothing, or more than a hundred, or one lead twice */
    public Mono<List<Outcome>> open(TenantId tenant, List<Item> items, String actor) {
        var leads = new HashSet<String>();
        if (items.isEmpty() || items.size() > MOST || !items.stream().allMatch(item -> leads.add(item.lead()))) {
            return Mono.error(new Problem.Invalid("/items", "dispute.bulk", MOST));
        }
        return Flux.fromIterable(items)
                .concatMap(item -> open(tenant, item, actor))
                .collectList();
    }

    private Mono<Outcome> open(TenantId tenant, Item item, String actor) {
        return Mono.defer(() -> disputes.open(
                        tenant,
                        LeadId.of(item.lead()),
                        Claim.of(item.reason(), item.comment(), second(item.second()), item.other()),
                        actor))
                .map(dispute -> new Outcome(item.lead(), dispute, null))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> Mono.just(
                                new Outcome(item.lead(), null, wrong.errors().getFirst())))
                .onErrorResume(
                        Problem.Conflict.class,
                        refused -> Mono.just(new Outcome(
                                item.lead(), null, new Problem.FieldError("", refused.code(), refused.args()))))
                .onErrorResume(
                        Problem.NotFound.class,
                        none -> Mono.just(
                                new Outcome(item.lead(), null, new Problem.FieldError("/lead", "dispute.no-lead"))));
    }

    private static @Nullable Integer second(String text) {
        return text.isBlank() ? null : DisputePages.second(text);
    }
}
