package io.kvartal.billing.web;

import io.kvartal.billing.ReminderPolicies;
import io.kvartal.billing.ReminderPolicy;
import io.kvartal.contract.BillingTerms;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** When the portal reminds of unpaid invoices, and what a developer gets of it. */
@Controller
@RequestMapping("/billing/reminders")
class ReminderPages {
    private static final String VIEW = "reminder/policy";
    private static final int YEARS = 5;

    private final ReminderPolicies policies;

    ReminderPages(ReminderPolicies policies) {
        this.policies = policies;
    }

    @GetMapping
    Mono<Rendering> show(
            Staff staff,
            Ui ui,
            @RequestParam(required = false) @Nullable String due,
            @RequestParam(defaultValue = "false") boolean saved) {
        staff.require(Role.BILLING);
        var sample = sample(due, ui);
        return policies.current()
                .map(policy ->
                        Pages.render(VIEW, page(ui, policy, sample, saved ? ui.t("reminders.saved") : null, null)));
    }

    /** The due date of the example: the usual one of an invoice of today. @throws Problem.Invalid for a day far away */
    private static LocalDate sample(@Nullable String due, Ui ui) {
        var today = Days.of(ui.now());
        var day = Days.parse(due, "/due", today.plusDays(BillingTerms.USUAL.dueDays()));
        if (day.isBefore(today.minusYears(YEARS)) || day.isAfter(today.plusYears(YEARS))) {
            throw new Problem.Invalid("/due", "reminder-sample");
        }
        return day;
    }

    private static RemindersPage page(
            Ui ui, ReminderPolicy policy, LocalDate due, @Nullable String note, @Nullable String error) {
        var rows = policy.steps().stream().map(RemindersPage.Row::of).toList();
        return page(ui, rows, policy.version(), policy, due, note, error);
    }

    private static RemindersPage page(
            Ui ui,
            List<RemindersPage.Row> rows,
            String seen,
            ReminderPolicy policy,
            LocalDate due,
            @Nullable String note,
            @Nullable String error) {
        var issued = due.minusDays(BillingTerms.USUAL.dueDays());
        return new RemindersPage(ui, rows, seen, issued, due, policy.letters(issued, due), note, error);
    }

    @PostMapping
    Mono<Rendering> change(Staff staff, Ui ui, ServerWebExchange exchange) {
        staff.require(Role.BILLING);
        return exchange.getFormData().map(form -> form.toSingleValueMap()).flatMap(typed -> policies.current()
                .flatMap(current -> {
                    var form = new ReminderForm(typed, current.steps());
                    return Mono.fromCallable(() -> sample(typed.get("due"), ui))
                            .flatMap(due -> act(staff, ui, current, form, due))
                            .onErrorResume(
                                    Problem.Invalid.class,
                                    wrong ->
                                            Mono.just(wrong(ui, current, form, sample(null, ui), sentence(ui, wrong))));
                }));
    }

    private Mono<Rendering> act(Staff staff, Ui ui, ReminderPolicy current, ReminderForm form, LocalDate due) {
        var wanted = form.policy().orElse(null);
        if (wanted == null) {
            return Mono.just(wrong(ui, current, form, due, ui.t("reminders.wrong")));
        }
        var seen = form.typed().getOrDefault("seen", "");
        if (form.typed().containsKey("preview")) {
            return Mono.just(
                    Pages.render(VIEW, page(ui, form.rows(ui), seen, wanted, due, ui.t("reminders.unsaved"), null)));
        }
        return policies.change(wanted, seen, staff.userId() + " " + staff.name())
                .thenReturn(Pages.seeOther("/billing/reminders?saved=true&due=" + due))
                .onErrorResume(Problem.Conflict.class, meanwhile -> policies.current()
                        .map(now -> Pages.render(
                                HttpStatus.CONFLICT,
                                VIEW,
                                page(ui, now, due, null, ui.t("problem." + meanwhile.code())))));
    }

    private static String sentence(Ui ui, Problem.Invalid wrong) {
        return wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
    }

    /** The form as typed; the example goes by what is in force. */
    private static Rendering wrong(Ui ui, ReminderPolicy current, ReminderForm form, LocalDate due, String sentence) {
        Map<String, String> typed = form.typed();
        return Pages.invalid(
                VIEW, page(ui, form.rows(ui), typed.getOrDefault("seen", ""), current, due, null, sentence));
    }
}
