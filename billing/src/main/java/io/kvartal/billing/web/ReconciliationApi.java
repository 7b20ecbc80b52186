package io.kvartal.billing.web;

import io.kvartal.billing.stripe.Difference;
import io.kvartal.billing.stripe.DifferenceFilter;
import io.kvartal.billing.stripe.ReconciliationRun;
import io.kvartal.billing.stripe.Reconciliations;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reconciliations for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/reconciliations")
class ReconciliationApi {
    private final Reconciliations reconciliations;

    ReconciliationApi(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    record RunBody(
            String id,
            String state,
            int progress,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int compared,
            int found,
            int open,
            @Nullable String failure) {
        static RunBody of(ReconciliationRun run) {
            return new RunBody(
                    run.id().toString(),
                    run.finishedAt() == null ? "RUNNING" : run.failure() == null ? "DONE" : "FAILED",
                    run.progress(),
                    run.startedBy(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.compared(),
                    run.found(),
                    run.open(),
                    run.failure());
        }
    }

    record RunList(List<RunBody> items, @Nullable String nextCursor) {}

    record DifferenceBody(
            String id,
            String thing,
            String kind,
            String subject,
            String ours,
            String theirs,
            @Nullable String tenant,
            @Nullable String link,
            @Nullable String resolvedBy,
            @Nullable Instant resolvedAt,
            @Nullable String note) {
        static DifferenceBody of(Difference one) {
            var tenant = one.tenant();
            return new DifferenceBody(
                    one.id().toString(),
                    one.thing().name(),
                    one.kind().name(),
                    one.subject(),
                    one.ours(),
                    one.theirs(),
                    tenant == null ? null : tenant.toString(),
                    one.link(),
                    one.resolvedBy(),
                    one.resolvedAt(),
                    one.note());
        }
    }

    record Detail(RunBody run, List<DifferenceBody> differences) {}

    /** Newest first. */
    @GetMapping
    Mono<RunList> list(Staff staff) {
        staff.require(Role.BILLING);
        return reconciliations
                .runs()
                .map(runs -> new RunList(runs.stream().map(RunBody::of).toList(), null));
    }

    /** Asks for a run now; it goes on in the background. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<RunBody> start(Staff staff) {
        staff.require(Role.BILLING);
        return reconciliations.start(staff.name()).map(RunBody::of);
    }

    @GetMapping("/{id}")
    Mono<Detail> one(Staff staff, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return reconciliations.run(id).flatMap(run -> reconciliations
                .differences(new DifferenceFilter(id, null, null, false))
                .map(found -> new Detail(
                        RunBody.of(run), found.stream().map(DifferenceBody::of).toList())));
    }
}
