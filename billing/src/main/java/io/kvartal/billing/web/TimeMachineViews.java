package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachine;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What both sides see of the time machine; who may see it is decided by their controllers. */
@Component
class TimeMachineViews {
    private final TimeMachine machine;
    private final Contracts contracts;
    private final Clock clock;

    TimeMachineViews(TimeMachine machine, Contracts contracts, Clock clock) {
        this.machine = machine;
        this.contracts = contracts;
        this.clock = clock;
    }

    TimeMachineForm form(MultiValueMap<String, String> query) {
        return TimeMachineForm.of(query, YearMonth.from(clock.instant().atZone(WorkingHours.ALMATY)));
    }

    private Mono<TimeMachinePlace> place(boolean staff, TenantId tenant) {
        return contracts.history(tenant).map(versions -> {
            if (versions.isEmpty()) {
                throw new Problem.NotFound("contract");
            }
            return new TimeMachinePlace(
                    staff, tenant, versions.getFirst().party().name());
        });
    }

    /** A variant that was typed in goes into the address, so that it can be passed on. */
    Mono<Rendering> page(boolean staff, TenantId tenant, Ui ui, MultiValueMap<String, String> query) {
        var form = form(query);
        return place(staff, tenant).flatMap(place -> Mono.fromCallable(form::settled)
                .flatMap(settled -> form.isSettled()
                        ? Mono.fromCallable(form::question)
                                .flatMap(question -> machine.ask(tenant, question))
                                .map(report -> Pages.render(
                                        "timemachine/machine", new TimeMachinePage(ui, place, form, report, null)))
                        : Mono.just(Pages.seeOther(place.base() + "?" + settled.query())))
                .onErrorResume(
                        Problem.Invalid.class,
                        wrong -> Mono.just(Pages.invalid(
                                "timemachine/machine",
                                new TimeMachinePage(ui, place, form, null, sentence(ui, wrong))))));
    }

    Mono<Rendering> contacts(boolean staff, TenantId tenant, Ui ui, MultiValueMap<String, String> query) {
        var form = form(query);
        return place(staff, tenant)
                .flatMap(place -> Mono.fromCallable(() -> variant(query)).flatMap(variant -> machine.ask(
                                tenant, form.question(List.of(variant)).withoutGrid())
                        .map(report -> Pages.render(
                                "timemachine/contacts",
                                new TimeMachineContactsPage(
                                        ui,
                                        place,
                                        form,
                                        variant,
                                        report.variants().getFirst().changesFrom(report.signed()),
                                        number(query))))));
    }

    Mono<Rendering> receipt(
            boolean staff, TenantId tenant, Ui ui, String contact, MultiValueMap<String, String> query) {
        var form = form(query);
        return place(staff, tenant).flatMap(place -> Mono.fromCallable(() -> variant(query))
                .flatMap(variant -> machine.receipts(tenant, Ids.parse(contact), variant.variant())
                        .map(both -> Pages.render(
                                "timemachine/receipt", new TimeMachineReceiptPage(ui, place, form, variant, both)))));
    }

    Mono<ResponseEntity<byte[]>> table(
            TenantId tenant, Ui ui, MultiValueMap<String, String> query, TimeMachineFile.Kind kind) {
        var form = form(query);
        return Mono.fromCallable(form::question)
                .flatMap(question -> machine.ask(tenant, question))
                .flatMap(report -> TimeMachineFile.of(kind, ui, form, report));
    }

    private static VariantText variant(MultiValueMap<String, String> query) {
        return VariantText.parse(Objects.requireNonNullElse(query.getFirst("w"), ""));
    }

    private static int number(MultiValueMap<String, String> query) {
        try {
            return Math.max(1, Integer.parseInt(Objects.requireNonNullElse(query.getFirst("page"), "1")));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }

    private static String sentence(Ui ui, Problem.Invalid wrong) {
        return wrong.errors().stream()
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .collect(Collectors.joining(" "));
    }
}
