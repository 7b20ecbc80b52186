package io.kvartal.billing.web;

import io.kvartal.billing.ReplayRun;
import io.kvartal.billing.Replays;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Judging everything again, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/replays")
class ReplayApi {
    private static final int SHOWN = 100;

    private final Replays replays;

    ReplayApi(Replays replays) {
        this.replays = replays;
    }

    /** @param tenant null for all developers */
    record ReplayRequest(@Nullable String tenant) {}

    record ReplayList(List<ReplayBody> items, @Nullable String nextCursor) {}

    record ReplayBody(
            String id,
            @Nullable String tenant,
            String state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int tenants,
            int done,
            long derived,
            long kept,
            long walked,
            long unjudged,
            long differences,
            Map<String, Long> ruleSets,
            @Nullable String failure) {
        static ReplayBody of(ReplayRun run) {
            var developer = run.developer();
            return new ReplayBody(
                    run.id().toString(),
                    developer == null ? null : developer.toString(),
                    ReplaysPage.state(run),
                    run.startedAt(),
                    run.finishedAt(),
                    run.tenants(),
                    run.done(),
                    run.derived(),
                    run.kept(),
                    run.walked(),
                    run.unjudged(),
                    run.differences(),
                    run.ruleSets(),
                    run.failure());
        }
    }

    record FoundBody(ReplayBody replay, List<DifferenceBody> items) {}

    record DifferenceBody(
            String tenant,
            String contact,
            @Nullable String assessment,
            String kind,
            String ruleSet,
            String stored,
            String replayed) {
        static DifferenceBody of(ReplayRun.Difference found) {
            var assessment = found.assessment();
            return new DifferenceBody(
                    found.developer().toString(),
                    found.contact().toString(),
                    assessment == null ? null : assessment.toString(),
                    found.kind(),
                    found.ruleSet(),
                    found.stored(),
                    found.replayed());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ReplayBody> start(Staff staff, @RequestBody ReplayRequest request) {
        staff.require(Role.BILLING);
        return replays.start(
                        ReplayPages.developer(request.tenant()), new StaffAccess(staff.userId(), "replay of verdicts"))
                .map(ReplayBody::of);
    }

    @GetMapping
    Mono<ReplayList> list(Staff staff) {
        staff.require(Role.BILLING);
        return replays.newest(SHOWN)
                .map(runs -> new ReplayList(runs.stream().map(ReplayBody::of).toList(), null));
    }

    @GetMapping("/{id}")
    Mono<FoundBody> one(Staff staff, @PathVariable UUID id) {
        staff.require(Role.BILLING);
        return replays.run(id).flatMap(run -> replays.differences(id)
                .map(found -> new FoundBody(
                        ReplayBody.of(run),
                        found.stream().map(DifferenceBody::of).toList())));
    }
}
