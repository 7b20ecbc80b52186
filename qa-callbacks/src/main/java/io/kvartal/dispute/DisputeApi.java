package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
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
            @Nullable Integer atSecond) {}

    record DecisionBody(
            @Nullable String verdict,
            @Nullable String remedy,
            @Nullable String note,
            @Nullable Money amount) {}

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
            String state,
            Instant openedAt,
            Instant answerBy,
            Instant decideBy,
            boolean late,
            @Nullable RulingJson decision) {}

    record RulingJson(String verdict, String remedy, Money credited, String note, Instant at, boolean bySilence) {}

    private final Disputes disputes;
    private final Clock clock;

    DisputeApi(Disputes disputes, Clock clock) {
        this.disputes = disputes;
        this.clock = clock;
    }

    @PostMapping("/api/v1/cabinet/leads/{id}/dispute")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DisputeJson> open(Member member, @PathVariable String id, @RequestBody OpenBody body) {
        member.require(Role.SALES, Role.ACCOUNTANT);
        return disputes.open(
                        member.tenant(),
                        LeadId.of(id),
                        Objects.requireNonNullElse(body.reason(), ""),
                        body.comment(),
                        body.atSecond(),
                        member.name())
                .map(this::json);
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
        var decision =
                Decision.of(Objects.requireNonNullElse(body.verdict(), ""), body.remedy(), body.note(), body.amount());
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
                code(dispute.state()),
                dispute.openedAt(),
                dispute.answerBy(),
                dispute.decideBy(),
                dispute.isLate(clock.instant()),
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
