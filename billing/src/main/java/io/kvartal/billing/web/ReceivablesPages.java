package io.kvartal.billing.web;

import io.kvartal.billing.Aging;
import io.kvartal.billing.Receivables;
import io.kvartal.billing.Restrictions;
import io.kvartal.contract.Contracts;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who has not paid, whose placement is restricted, and until when the portal waits. */
@Controller
@RequestMapping("/billing/receivables")
class ReceivablesPages {
    private final Receivables receivables;
    private final Restrictions restrictions;
    private final Names names;
    private final Clock clock;

    ReceivablesPages(Receivables receivables, Restrictions restrictions, Contracts contracts, Clock clock) {
        this.receivables = receivables;
        this.restrictions = restrictions;
        this.names = new Names(contracts, clock);
        this.clock = clock;
    }

    @GetMapping
    Mono<Rendering> list(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return page(staff, ui, null, Map.of()).map(page -> Pages.render("receivables/list", page));
    }

    private Mono<ReceivablesPage> page(Staff staff, Ui ui, @Nullable String error, Map<String, String> typed) {
        return receivables
                .aging(staff.access("receivables"))
                .flatMap(aging -> restrictions.outlooks(aging).flatMap(outlooks -> names.of(staff)
                        .map(known -> new ReceivablesPage(ui, aging, outlooks, known, error, typed))));
    }

    @PostMapping("/{tenant}/grace")
    Mono<Rendering> grace(Staff staff, Ui ui, @PathVariable TenantId tenant, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(form -> Mono.fromCallable(
                        () -> day(form.get("until")))
                .flatMap(until -> restrictions.grant(
                        tenant, until, form.getOrDefault("reason", ""), staff.userId() + " " + staff.name()))
                .thenReturn(Pages.seeOther("/billing/receivables"))
                .onErrorResume(Problem.Invalid.class, wrong -> page(staff, ui, sentence(ui, wrong), form)
                        .map(page -> Pages.invalid("receivables/list", page))));
    }

    private static LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new Problem.Invalid("/until", "restriction-until");
        }
        return Days.parse(text, "/until", LocalDate.EPOCH);
    }

    private static String sentence(Ui ui, Problem.Invalid wrong) {
        return wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
    }

    @GetMapping("/csv")
    Mono<ResponseEntity<byte[]>> csv(Staff staff, Ui ui) {
        staff.require(Role.BILLING, Role.MANAGER);
        return receivables.aging(staff.access("receivables")).flatMap(aging -> names.of(staff)
                .map(known -> Download.csv("receivables-" + Days.of(clock.instant()), lines(ui, aging, known))));
    }

    private static List<List<String>> lines(Ui ui, List<Aging> aging, Map<TenantId, String> known) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of(
                ui.t("billing.col.developer"),
                ui.t("receivables.bucket.0"),
                ui.t("receivables.bucket.1"),
                ui.t("receivables.bucket.2"),
                ui.t("receivables.bucket.3"),
                ui.t("receivables.bucket.4"),
                ui.t("billing.total"),
                ui.t("receivables.oldest"),
                ui.t("ledger.col.currency")));
        for (var each : aging) {
            var line = new ArrayList<String>();
            line.add(known.getOrDefault(each.tenant(), each.tenant().toString()));
            each.sums().forEach(sum -> line.add(sum.amount().toPlainString()));
            line.add(each.total().amount().toPlainString());
            line.add(Long.toString(each.oldestDays()));
            line.add(each.total().currency().getCurrencyCode());
            lines.add(line);
        }
        return lines;
    }
}
