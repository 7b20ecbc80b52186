package io.kvartal.fixation.web;

import io.kvartal.fixation.Filter;
import io.kvartal.fixation.Fixation;
import io.kvartal.fixation.Fixation.Channel;
import io.kvartal.fixation.Fixations;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Claims of all developers, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/fixations")
class FixationApi {
    private final Fixations fixations;
    private final Clock clock;

    FixationApi(Fixations fixations, Clock clock) {
        this.fixations = fixations;
        this.clock = clock;
    }

    record StaffFixationList(
            List<FixationBody> items, @Nullable String nextCursor) {}

    /** An agency's claim. */
    record AgencyClaim(
            @Nullable TenantId tenant,
            @Nullable String phone,
            @Nullable String complex,
            @Nullable String holder,
            @Nullable String proof,
            @Nullable String provenOn) {
        ClaimForm form() {
            return new ClaimForm(phone, complex, holder, proof, provenOn);
        }
    }

    /** @param word {@code accept} or {@code reject} */
    record DecisionRequest(
            @Nullable TenantId tenant,
            @Nullable String word,
            @Nullable String reason) {}

    record RevocationRequest(
            @Nullable TenantId tenant, @Nullable String reason) {}

    record StepBody(String act, @Nullable String from, String to, Instant at, String actor, String reason) {}

    record HistoryBody(FixationBody fixation, List<StepBody> steps, boolean chainWhole) {}

    @GetMapping
    Mono<StaffFixationList> list(
            Staff staff,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor) {
        staff.require(Role.BILLING, Role.MANAGER);
        var page = PageNumber.of(cursor);
        var filter = Shown.of(state).filter(Filter.ALL.page(page), clock.instant());
        return fixations
                .list(staff.access("fixations"), filter)
                .map(found -> new StaffFixationList(
                        found.stream()
                                .limit(Filter.PAGE)
                                .map(FixationBody::full)
                                .toList(),
                        found.size() > Filter.PAGE ? String.valueOf(page + 1) : null));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FixationBody> claim(Staff staff, @RequestBody AgencyClaim claim) {
        staff.require(Role.BILLING);
        var tenant = required(claim.tenant(), "/tenant");
        return Mono.fromCallable(() -> claim.form().draft(Channel.AGENCY, clock.instant()))
                .flatMap(draft -> fixations.claim(tenant, draft, staff.userId()))
                .map(FixationBody::full);
    }

    @GetMapping("/{id}")
    Mono<HistoryBody> one(Staff staff, @PathVariable String id, @RequestParam TenantId tenant) {
        staff.require(Role.BILLING, Role.MANAGER);
        return fixations
                .byId(tenant, Ids.parse(id))
                .flatMap(claim -> fixations.history(tenant, claim.id()).flatMap(steps -> fixations
                        .verify(tenant)
                        .map(chain -> new HistoryBody(
                                FixationBody.full(claim),
                                steps.stream()
                                        .map(step -> new StepBody(
                                                step.act().name(),
                                                step.from() == null
                                                        ? null
                                                        : step.from().name(),
                                                step.to().name(),
                                                step.at(),
                                                step.actor(),
                                                step.reason()))
                                        .toList(),
                                chain.isWhole()))));
    }

    @PostMapping("/{id}/decision")
    Mono<FixationBody> decide(Staff staff, @PathVariable String id, @RequestBody DecisionRequest request) {
        staff.require(Role.BILLING);
        var word = required(request.word(), "/word");
        if (!word.equals("accept") && !word.equals("reject")) {
            throw new Problem.Invalid("/word", "fixation-word");
        }
        return done(fixations.decide(
                required(request.tenant(), "/tenant"),
                Ids.parse(id),
                word.equals("accept"),
                required(request.reason(), "/reason"),
                staff.userId()));
    }

    @PostMapping("/{id}/revocation")
    Mono<FixationBody> revoke(Staff staff, @PathVariable String id, @RequestBody RevocationRequest request) {
        staff.require(Role.BILLING);
        return done(fixations.revoke(
                required(request.tenant(), "/tenant"),
                Ids.parse(id),
                required(request.reason(), "/reason"),
                staff.userId()));
    }

    private static Mono<FixationBody> done(Mono<Fixation> act) {
        return act.map(FixationBody::full);
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Problem.Invalid(pointer, "required");
        }
        return value;
    }
}
