package io.kvartal.billing.web;

import io.kvartal.billing.Billing;
import io.kvartal.billing.ChargeId;
import io.kvartal.billing.Credits;
import io.kvartal.billing.Junk;
import io.kvartal.billing.JunkCredit;
import io.kvartal.billing.Replacement;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Credit notes, promised leads and automatic credits as JSON. */
@RestController
class CreditApi {
    private static final Duration SHOWN = Duration.ofDays(90);
    private static final int MOST = 500;

    private final Billing billing;
    private final Credits credits;
    private final Junk junk;
    private final Clock clock;

    CreditApi(Billing billing, Credits credits, Junk junk, Clock clock) {
        this.billing = billing;
        this.credits = credits;
        this.junk = junk;
        this.clock = clock;
    }

    record GoodwillBody(
            @Nullable Money amount,
            @Nullable BigDecimal percent,
            @Nullable String note) {}

    /** @param number null until it is given, a moment after the credit */
    record NoteBody(
            String id,
            String charge,
            String reason,
            Money amount,
            Money vat,
            @Nullable String number,
            Instant issuedAt) {
        static NoteBody of(Credits.Line line) {
            return new NoteBody(
                    line.id().toString(),
                    line.charge().toString(),
                    line.reason().name(),
                    line.amount(),
                    line.vat(),
                    line.number(),
                    line.issuedAt());
        }
    }

    record Notes(List<NoteBody> items) {}

    record PromiseBody(
            String id,
            String developer,
            String charge,
            String state,
            Instant owedAt,
            Instant dueAt,
            List<String> complexes,
            @Nullable String room,
            @Nullable String deliveredBy) {
        static PromiseBody of(TenantId tenant, Replacement owed) {
            return new PromiseBody(
                    owed.id().toString(),
                    tenant.toString(),
                    owed.charge().toString(),
                    owed.state().name(),
                    owed.owedAt(),
                    owed.dueAt(),
                    owed.wanted().complexes().stream().sorted().toList(),
                    owed.wanted().room() == null ? null : owed.wanted().room().name(),
                    owed.deliveredBy() == null ? null : owed.deliveredBy().toString());
        }
    }

    record Promises(List<PromiseBody> items) {}

    record JunkBody(
            String developer,
            String charge,
            String rule,
            Map<String, String> evidence,
            Money amount,
            Instant creditedAt,
            Instant undoUntil,
            @Nullable String recharge) {
        static JunkBody of(JunkCredit credit) {
            return new JunkBody(
                    credit.tenant().toString(),
                    credit.charge().toString(),
                    credit.rule().name(),
                    credit.evidence(),
                    credit.amount(),
                    credit.creditedAt(),
                    credit.undoUntil(),
                    credit.undone() == null ? null : credit.undone().recharge().toString());
        }
    }

    record JunkList(List<JunkBody> items) {}

    @GetMapping("/api/v1/cabinet/billing/credits")
    Mono<Notes> ofMember(Member member) {
        member.require(Role.ACCOUNTANT);
        return credits.all(member.tenant())
                .map(all -> new Notes(all.stream().map(NoteBody::of).toList()));
    }

    @GetMapping("/api/v1/cabinet/billing/replacements")
    Mono<Promises> promisesTo(Member member) {
        member.require(Role.ACCOUNTANT);
        return billing.replacements(member.tenant())
                .map(all -> new Promises(all.stream()
                        .map(owed -> PromiseBody.of(member.tenant(), owed))
                        .toList()));
    }

    /** Goodwill: an amount, or a percentage of the charge, or all that is left. */
    @PostMapping("/api/v1/billing/charges/{tenant}/{id}/credits")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NoteBody> goodwill(
            Staff staff, @PathVariable TenantId tenant, @PathVariable ChargeId id, @RequestBody GoodwillBody body) {
        staff.require(Role.BILLING);
        return credits.goodwill(
                        tenant,
                        id,
                        body.amount(),
                        body.percent(),
                        Objects.requireNonNullElse(body.note(), ""),
                        CreditPages.actor(staff))
                .flatMap(note -> credits.document(tenant, note.id()))
                .map(document -> new NoteBody(
                        document.note().id().toString(),
                        id.toString(),
                        document.note().reason().name(),
                        document.note().amount(),
                        document.vat(),
                        document.number(),
                        document.note().issuedAt()));
    }

    @GetMapping("/api/v1/billing/replacements")
    Mono<Promises> promises(Staff staff) {
        staff.require(Role.BILLING, Role.MANAGER);
        return credits.promises(staff.access("promised leads"))
                .map(all -> new Promises(all.stream()
                        .map(one -> PromiseBody.of(one.tenant(), one.replacement()))
                        .toList()));
    }

    @GetMapping("/api/v1/billing/junk-credits")
    Mono<JunkList> junk(Staff staff) {
        staff.require(Role.BILLING, Role.MANAGER);
        return junk.credits(staff.access("automatic credits"), clock.instant().minus(SHOWN), MOST)
                .map(all -> new JunkList(all.stream().map(JunkBody::of).toList()));
    }
}
