package io.kvartal.desk;

import io.kvartal.callback.CallbackId;
import io.kvartal.callback.Callbacks;
import io.kvartal.callback.Outcome;
import io.kvartal.callback.Result;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The queue and the callback panel. */
@Controller
class DeskPages {
    private static final String PANEL = "desk/panel";

    private final Callbacks callbacks;
    private final Panels panels;
    private final Catalogue catalogue;
    private final Clock clock;

    DeskPages(Callbacks callbacks, Panels panels, Catalogue catalogue, Clock clock) {
        this.callbacks = callbacks;
        this.panels = panels;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Bean
    static MenuEntry deskMenu() {
        return new MenuEntry("desk", "desk", "nav.desk", "headset", "/desk", Set.of(Role.QUALITY, Role.OPERATOR), 10);
    }

    @GetMapping("/desk")
    Mono<Rendering> queue(Ui ui, Staff staff, @RequestParam(required = false) @Nullable String none) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return callbacks.queue(staff).flatMap(queue -> names().map(names -> {
            var lines = queue.first().stream()
                    .map(callback -> new QueuePage.Line(
                            callback,
                            names.getOrDefault(callback.developer(), ""),
                            !callback.dueAt().isAfter(clock.instant())))
                    .toList();
            return Pages.render("desk/queue", new QueuePage(ui, queue, lines, none != null));
        }));
    }

    @PostMapping("/desk/callbacks/next")
    Mono<Rendering> next(Staff staff) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        return callbacks
                .next(staff)
                .map(callback -> Pages.seeOther("/desk/callbacks/" + callback.id()))
                .defaultIfEmpty(Pages.seeOther("/desk?none"));
    }

    @GetMapping("/desk/callbacks/{id}")
    Mono<Rendering> panel(
            Ui ui, Staff staff, @PathVariable String id, @RequestParam(required = false) @Nullable String offer) {
        staff.require(Role.QUALITY, Role.OPERATOR, Role.MANAGER);
        return callbacks
                .get(CallbackId.of(id))
                .flatMap(callback -> panels.of(
                        ui, staff, callback, offer != null || callback.result() == Result.NOT_CONTACTED, null))
                .map(page -> Pages.render(PANEL, page));
    }

    @PostMapping("/desk/callbacks/{id}/outcome")
    Mono<Rendering> outcome(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.OPERATOR);
        var callback = CallbackId.of(id);
        return exchange.getFormData()
                .flatMap(form -> Mono.fromCallable(() -> read(form)).flatMap(outcome -> callbacks
                        .answer(staff, callback, outcome)
                        .thenReturn(Pages.seeOther(
                                outcome.result() == Result.NOT_CONTACTED
                                        ? "/desk/callbacks/" + id + "?offer"
                                        : "/desk"))))
                .onErrorResume(Problem.Invalid.class, wrong -> callbacks
                        .get(callback)
                        .flatMap(found -> panels.of(
                                ui,
                                staff,
                                found,
                                false,
                                "problem." + wrong.errors().getFirst().code()))
                        .map(page -> Pages.invalid(PANEL, page)));
    }

    private static Outcome read(MultiValueMap<String, String> form) {
        var csi = form.getFirst("csi");
        return Outcome.of(
                Objects.requireNonNullElse(form.getFirst("result"), ""),
                csi == null || !csi.matches("[1-5]") ? null : Integer.valueOf(csi),
                form.getFirst("note"));
    }

    private Mono<Map<TenantId, String>> names() {
        return catalogue.developers().map(all -> all.stream()
                .collect(Collectors.toMap(Developer::id, Developer::name)));
    }
}
