package io.kvartal.desk;

import io.kvartal.callback.Callback;
import io.kvartal.callback.CallbackId;
import io.kvartal.callback.Callbacks;
import io.kvartal.callback.Outcome;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.desk.Ranking.Ranked;
import io.kvartal.lead.DeskLead;
import io.kvartal.lead.LeadId;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The desk as JSON. */
@RestController
@RequestMapping("/api/v1/desk")
class DeskApi {
    /** @param leaseUntil until when nobody else is given this callback; null when nobody holds it */
    record CallbackJson(
            String id,
            String lead,
            Party developer,
            String complex,
            String complexName,
            @Nullable Buyer buyer,
            String reason,
            String state,
            Instant dueAt,
            int attempts,
            int attemptsPlanned,
            @Nullable Instant leaseUntil,
            @Nullable String result,
            @Nullable Integer csi) {}

    record Party(String id, String slug, String name) {}

    record Buyer(@Nullable String name, @Nullable PhoneNumber phone, String locale) {}

    record OutcomeBody(
            @Nullable String result,
            @Nullable Integer csi,
            @Nullable String note) {}

    record AlternativesJson(List<AlternativeJson> items) {}

    /** @param complex slug. @param rank from 1 */
    record AlternativeJson(
            int rank,
            String complex,
            String name,
            Party developer,
            double score,
            int units,
            Money priceFrom,
            List<ReasonJson> reasons) {}

    record ReasonJson(String code, String text, Map<String, String> values) {}

    record ReassignmentBody(
            @Nullable String complex, @Nullable Boolean consent) {}

    record ReassignmentJson(String lead, String from, String complex) {}

    private final Callbacks callbacks;
    private final Desk desk;
    private final Catalogue catalogue;

    DeskApi(Callbacks callbacks, Desk desk, Catalogue catalogue) {
        this.callbacks = callbacks;
        this.desk = desk;
        this.catalogue = catalogue;
    }

    @PostMapping("/callbacks/next")
    Mono<ResponseEntity<CallbackJson>> next(Staff staff) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return callbacks
                .next(staff)
                .flatMap(callback -> desk.lead(staff, callback.lead()).flatMap(lead -> json(callback, lead)))
                .map(ResponseEntity::ok)
                .switchIfEmpty(Mono.fromSupplier(
                        () -> ResponseEntity.status(HttpStatus.NO_CONTENT).build()));
    }

    @PostMapping("/callbacks/{id}/outcome")
    Mono<CallbackJson> outcome(Staff staff, @PathVariable String id, @RequestBody OutcomeBody body) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        var outcome = Outcome.of(Objects.requireNonNullElse(body.result(), ""), body.csi(), body.note());
        return callbacks.answer(staff, CallbackId.of(id), outcome).flatMap(callback -> json(callback, null));
    }

    @GetMapping("/leads/{id}/alternatives")
    Mono<AlternativesJson> alternatives(Staff staff, Ui ui, @PathVariable String id) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return desk.alternatives(staff, LeadId.of(id))
                .map(ranked -> new AlternativesJson(IntStream.range(0, ranked.size())
                        .mapToObj(i -> json(ui, i + 1, ranked.get(i)))
                        .toList()));
    }

    @PostMapping("/leads/{id}/reassignment")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ReassignmentJson> reassign(Staff staff, @PathVariable String id, @RequestBody ReassignmentBody body) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        var complex = body.complex();
        if (complex == null || complex.isBlank()) {
            throw new Problem.Invalid("/complex", "desk.complex");
        }
        return desk.reassign(
                        staff,
                        LeadId.of(id),
                        complex,
                        Boolean.TRUE.equals(body.consent()),
                        "said to " + staff.name() + " on the telephone")
                .map(second -> new ReassignmentJson(second.toString(), id, complex));
    }

    private Mono<CallbackJson> json(Callback callback, @Nullable DeskLead lead) {
        return catalogue.developer(callback.developer()).map(developer -> {
            var lease = callback.lease();
            var result = callback.result();
            return new CallbackJson(
                    callback.id().toString(),
                    callback.lead().toString(),
                    new Party(developer.id().toString(), developer.slug(), developer.name()),
                    callback.complex(),
                    callback.complexName(),
                    lead == null
                            ? null
                            : new Buyer(
                                    lead.card().lead().buyer().name(),
                                    lead.phone(),
                                    lead.card().locale().code()),
                    code(callback.reason()),
                    code(callback.state()),
                    callback.dueAt(),
                    callback.attempts(),
                    callback.attemptsPlanned(),
                    lease == null ? null : lease.until(),
                    result == null ? null : result.code(),
                    callback.csi());
        });
    }

    private static AlternativeJson json(Ui ui, int rank, Ranked ranked) {
        var complex = ranked.alternative().complex();
        return new AlternativeJson(
                rank,
                complex.slug(),
                complex.name(),
                new Party(complex.developer().toString(), complex.developerSlug(), complex.developerName()),
                ranked.score(),
                ranked.alternative().units(),
                ranked.alternative().priceFrom(),
                ranked.reasons().stream()
                        .map(reason -> new ReasonJson(reason.code(), Sentences.of(ui, reason), reason.values()))
                        .toList());
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
