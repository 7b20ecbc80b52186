package io.kvartal.billing.web;

import io.kvartal.billing.stripe.Difference;
import io.kvartal.billing.stripe.DifferenceFilter;
import io.kvartal.billing.stripe.ReconciliationRun;
import io.kvartal.billing.stripe.Reconciliations;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.SafeCsv;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Differences between Stripe and the books: found, filtered, explained. */
@Controller
@RequestMapping("/billing/reconciliation")
class ReconciliationPages {
    private static final String HOME = "/billing/reconciliation";

    private final Reconciliations reconciliations;
    private final PaymentTexts texts;

    ReconciliationPages(Reconciliations reconciliations, PaymentTexts texts) {
        this.reconciliations = reconciliations;
        this.texts = texts;
    }

    @GetMapping
    Mono<Rendering> show(Staff staff, Ui ui, @RequestParam Map<String, String> asked) {
        staff.require(Role.BILLING);
        return page(staff, ui, asked, null).map(page -> Pages.render("payment/reconciliation", page));
    }

    private Mono<ReconciliationPage> page(Staff staff, Ui ui, Map<String, String> asked, @Nullable String error) {
        var filter = filter(asked);
        return reconciliations
                .runs()
                .flatMap(runs -> reconciliations.differences(filter).flatMap(found -> texts.names(staff)
                        .map(names ->
                                new ReconciliationPage(ui, runs, shown(runs, filter), found, names, asked, error))));
    }

    private static @Nullable ReconciliationRun shown(List<ReconciliationRun> runs, DifferenceFilter filter) {
        return runs.stream()
                .filter(run -> filter.run() == null || run.id().equals(filter.run()))
                .findFirst()
                .orElse(null);
    }

    static DifferenceFilter filter(Map<String, String> asked) {
        var run = asked.getOrDefault("run", "");
        var thing = asked.getOrDefault("thing", "");
        var kind = asked.getOrDefault("kind", "");
        try {
            return new DifferenceFilter(
                    run.isBlank() ? null : Ids.parse(run),
                    thing.isBlank() ? null : Difference.Thing.valueOf(thing),
                    kind.isBlank() ? null : Difference.Kind.valueOf(kind),
                    asked.getOrDefault("open", "").equals("true"));
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid("/thing", "wrong-value", thing + " " + kind);
        }
    }

    @PostMapping
    Mono<Rendering> start(Staff staff, Ui ui) {
        staff.require(Role.BILLING);
        return acted(staff, ui, reconciliations.start(staff.name()));
    }

    @PostMapping("/differences/{id}")
    Mono<Rendering> resolve(Staff staff, Ui ui, @PathVariable UUID id, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData()
                .flatMap(form -> acted(staff, ui, Mono.defer(() -> {
                    var note = form.getFirst("note");
                    return reconciliations.resolve(id, note == null ? "" : note, staff.name());
                })));
    }

    private Mono<Rendering> acted(Staff staff, Ui ui, Mono<?> act) {
        return act.then(Mono.fromSupplier(() -> Pages.seeOther(HOME)))
                .onErrorResume(
                        PaymentTexts::isMendable, wrong -> page(staff, ui, Map.of(), PaymentTexts.sentence(ui, wrong))
                                .map(page -> Pages.invalid("payment/reconciliation", page)));
    }

    @GetMapping("/file.csv")
    Mono<ResponseEntity<byte[]>> file(Staff staff, @RequestParam Map<String, String> asked) {
        staff.require(Role.BILLING);
        return reconciliations.differences(filter(asked)).flatMap(found -> texts.names(staff)
                .map(names -> PaymentPages.csv(
                        "reconciliation.csv",
                        SafeCsv.line(List.of(
                                        "thing",
                                        "kind",
                                        "subject",
                                        "ours",
                                        "theirs",
                                        "developer",
                                        "resolved by",
                                        "resolved at",
                                        "note"))
                                + found.stream()
                                        .map(one -> SafeCsv.line(List.of(
                                                one.thing().name(),
                                                one.kind().name(),
                                                one.subject(),
                                                one.ours(),
                                                one.theirs(),
                                                one.tenant() == null
                                                        ? ""
                                                        : names.getOrDefault(
                                                                one.tenant(),
                                                                one.tenant().toString()),
                                                one.resolvedBy() == null ? "" : one.resolvedBy(),
                                                one.resolvedAt() == null
                                                        ? ""
                                                        : one.resolvedAt().toString(),
                                                one.note() == null ? "" : one.note())))
                                        .collect(Collectors.joining()))));
    }
}
