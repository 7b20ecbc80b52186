package io.kvartal.dispute;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.dispute.Decision.Verdict;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How disputes go, for the portal, and the blind second reviews. */
@Controller
class FiguresPages {
    private final Counting counting;
    private final SecondReviews reviews;
    private final DisputeScreens screens;
    private final Catalogue catalogue;

    FiguresPages(Counting counting, SecondReviews reviews, DisputeScreens screens, Catalogue catalogue) {
        this.counting = counting;
        this.reviews = reviews;
        this.screens = screens;
        this.catalogue = catalogue;
    }

    @Bean
    static MenuEntry disputeFiguresMenu() {
        return new MenuEntry(
                "desk",
                "dispute-figures",
                "nav.dispute-figures",
                "chart-bar",
                "/desk/disputes/figures",
                Set.of(Role.QUALITY, Role.MANAGER, Role.BILLING),
                31);
    }

    @Bean
    static MenuEntry secondReviewsMenu() {
        return new MenuEntry(
                "desk",
                "dispute-second",
                "nav.dispute-second",
                "eye-off",
                "/desk/disputes/second",
                Set.of(Role.QUALITY, Role.MANAGER),
                32);
    }

    @GetMapping("/desk/disputes/figures")
    Mono<Rendering> figures(
            Ui ui,
            Staff staff,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String developer) {
        staff.require(Role.QUALITY, Role.MANAGER, Role.BILLING);
        var who = staff.access("dispute figures");
        var of = developer == null ? null : TenantId.of(developer);
        return counting.of(who, of, days).flatMap(figures -> counting.developers(who)
                .flatMap(developers -> reviews.agreement(who).flatMap(agreement -> names().map(names -> Pages.render(
                        "dispute/figures", new FiguresPage(ui, figures, of, developers, agreement, names))))));
    }

    private Mono<Map<TenantId, String>> names() {
        return catalogue.developers().map(all -> all.stream()
                .collect(Collectors.toMap(Developer::id, Developer::name)));
    }

    @GetMapping("/desk/disputes/second")
    Mono<Rendering> second(Ui ui, Staff staff) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return reviews.waiting(staff)
                .map(waiting -> Pages.render("dispute/second-list", new SecondListPage(ui, waiting)));
    }

    @GetMapping("/desk/disputes/second/{id}")
    Mono<Rendering> second(Ui ui, Staff staff, @PathVariable String id) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return waits(staff, id).then(Mono.defer(() -> screens.forStaff(ui, staff, DisputeId.of(id), null)
                .map(page -> Pages.render("dispute/second", new SecondPage(page)))));
    }

    /** Whoever may not judge it again does not find it: the page shows a claim without its verdict. */
    private Mono<Void> waits(Staff staff, String id) {
        return reviews.waiting(staff)
                .flatMap(all -> all.stream().anyMatch(one -> one.id().equals(DisputeId.of(id)))
                        ? Mono.empty()
                        : Mono.error(new Problem.NotFound("dispute")));
    }

    @PostMapping("/desk/disputes/second/{id}")
    Mono<Rendering> judge(Ui ui, Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.QUALITY, Role.MANAGER);
        return exchange.getFormData()
                .flatMap(form -> Mono.defer(() -> reviews.judge(
                        staff,
                        DisputeId.of(id),
                        verdict(DisputePages.text(form, "verdict")),
                        DisputePages.text(form, "note"))))
                .thenReturn(Pages.seeOther("/desk/disputes/second"))
                .onErrorResume(Problem.Invalid.class, wrong -> screens.forStaff(
                                ui,
                                staff,
                                DisputeId.of(id),
                                "problem." + wrong.errors().getFirst().code())
                        .map(page -> Pages.render(
                                HttpStatus.UNPROCESSABLE_CONTENT, "dispute/second", new SecondPage(page))));
    }

    private static Verdict verdict(String text) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("/verdict", "dispute.choice", "upheld, partial, rejected"));
    }
}
