package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Disputes as JSON, for the developer and for the desk. */
@RestController
class DisputeApi {
    record OpenBody(
            @Nullable String reason,
            @Nullable String comment,
            @Nullable Integer atSecond,
            @Nullable String otherLead) {}

    /** One line of many; the same as {@link OpenBody} with the lead that it is about. */
    record ItemBody(
            @Nullable String lead,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable Integer atSecond,
            @Nullable String otherLead) {
        BulkClaims.Item item() {
            return new BulkClaims.Item(
                    Objects.requireNonNullElse(lead, ""),
                    Objects.requireNonNullElse(reason, ""),
                    atSecond == null ? "" : atSecond.toString(),
                    Objects.requireNonNullElse(otherLead, ""),
                    Objects.requireNonNullElse(comment, ""));
        }
    }

    record BulkBody(@Nullable List<ItemBody> items) {}

    /** @param problem the code of the refusal; null when the dispute was opened */
    record OutcomeJson(
            String lead,
            @Nullable DisputeJson dispute,
            @Nullable String problem,
            @Nullable String pointer) {}

    record OutcomesJson(List<OutcomeJson> items) {}

    record DecisionBody(
            @Nullable String verdict,
            @Nullable String remedy,
            @Nullable String note,
            @Nullable Money amount,
            @Nullable BigDecimal percent) {}

    record DisputesJson(List<DisputeJson> items) {}

    /** @param developer the tenant's id */
    record DisputeJson(
            String id,
            String developer,
            String lead,
            String charge,
            String complex,
            String reason,
            String comment,
            @Nullable Integer atSecond,
            @Nullable String otherLead,
            String state,
            Instant openedAt,
            Instant answerBy,
            Instant decideBy,
            boolean late,
            boolean answeredLate,
            @Nullable Instant evidenceBy,
            @Nullable RulingJson decision) {}

    record RulingJson(String verdict, String remedy, Money credited, String note, Instant at, boolean bySilence) {}

    private final Disputes disputes;
    private final BulkClaims bulk;
    private final Counting counting;
    private final Clock clock;

    DisputeApi(Disputes disputes, BulkClaims bulk, Counting counting, Clock clock) {
        this.disputes = disputes;
        this.bulk = bulk;
        this.counting = counting;
        this.clock = clock;
    }

    @PostMapping("/api/v1/cabinet/leads/{id}/dispute")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DisputeJson> open(Member member, @PathVariable String id, @RequestBody OpenBody body) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return disputes.open(
                        member.tenant(),
                        LeadId.of(id),
                        Claim.of(
                                Objects.requireNonNullElse(body.reason(), ""),
                                body.comment(),
                                body.atSecond(),
                                body.otherLead()),
                        member.name())
                .map(this::json);
    }

    /** Many at once: each has its own answer, so this one is 200 also when some were refused. */
    @PostMapping("/api/v1/cabinet/disputes")
    Mono<OutcomesJson> openAll(Member member, @RequestBody BulkBody body) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        var items = Objects.requireNonNullElse(body.items(), List.<ItemBody>of()).stream()
                .map(ItemBody::item)
                .toList();
        return bulk.open(member.tenant(), items, member.name())
                .map(outcomes -> new OutcomesJson(outcomes.stream()
                        .map(one -> new OutcomeJson(
                                one.lead(),
                                one.dispute() == null ? null : json(one.dispute()),
                                one.problem() == null ? null : one.problem().code(),
                                one.problem() == null ? null : one.problem().pointer()))
                        .toList()));
    }

    /** @param days 14, 30 or 90 */
    @GetMapping("/api/v1/cabinet/disputes/figures")
    Mono<Figures> figures(Member member, @RequestParam(defaultValue = "30") int days) {
        return counting.of(member.tenant(), days).map(Figures::withoutPersons);
    }

    /** @param developer its id; the whole portal without one */
    @GetMapping("/api/v1/desk/disputes/figures")
    Mono<Figures> figures(
            Staff staff,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String developer) {
        staff.require(Role.QUALITY, Role.MANAGER, Role.BILLING);
        return counting.of(staff.access("dispute figures"), developer == null ? null : TenantId.of(developer), days);
    }

    @GetMapping("/api/v1/cabinet/leads/{id}/dispute")
    Mono<DisputeJson> ofLead(Member member, @PathVariable String id) {
        return disputes.ofLead(member.tenant(), LeadId.of(id)).map(found -> found.map(view -> json(view.dispute()))
                .orElseThrow(() -> new Problem.NotFound("dispute")));
    }

    @GetMapping("/api/v1/cabinet/disputes")
    Mono<DisputesJson> ofTenant(Member member) {
        return disputes.ofTenant(member.tenant())
                .map(all -> new DisputesJson(all.stream().map(this::json).toList()));
    }

    /** @param state {@code open} for what is not decided yet, {@code all} */
    @GetMapping("/api/v1/desk/disputes")
    Mono<DisputesJson> list(Staff staff, @RequestParam(defaultValue = "all") String state) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER, Role.BILLING);
        return disputes.list(staff.access("list of disputes"), state.equals("open"))
                .map(all -> new DisputesJson(all.stream().map(this::json).toList()));
    }

    @PostMapping("/api/v1/desk/disputes/{id}/decision")
    Mono<DisputeJson> decide(Staff staff, @PathVariable String id, @RequestBody DecisionBody body) {
        staff.require(Role.QUALITY, Role.MANAGER);
        var decision = Decision.of(
                Objects.requireNonNullElse(body.verdict(), ""),
                body.remedy(),
                body.note(),
                body.amount(),
                body.percent());
        return disputes.decide(staff, DisputeId.of(id), decision).map(this::json);
    }

    private DisputeJson json(Dispute dispute) {
        var ruling = dispute.ruling();
        return new DisputeJson(
                dispute.id().toString(),
                dispute.tenant().toString(),
                dispute.lead().toString(),
                dispute.charge().toString(),
                dispute.complex(),
                dispute.claim().reason().code(),
                dispute.claim().comment(),
                dispute.claim().atSecond(),
                dispute.claim().otherLead() == null
                        ? null
                        : dispute.claim().otherLead().toString(),
                code(dispute.state()),
                dispute.openedAt(),
                dispute.answerBy(),
                dispute.decideBy(),
                dispute.isLate(clock.instant()),
                dispute.answeredLate(clock.instant()),
                dispute.clock().evidenceBy(),
                ruling == null
                        ? null
                        : new RulingJson(
                                code(ruling.verdict()),
                                code(ruling.remedy()),
                                ruling.credited(),
                                ruling.note(),
                                ruling.at(),
                                ruling.bySilence()));
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
