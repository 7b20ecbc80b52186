package io.kvartal.survey;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Developer;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.platform.web.MenuEntry;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /portfolio/nps}. */
@Controller
class BoardPages {
    private final Surveys surveys;
    private final Catalogue catalogue;
    private final Clock clock;

    BoardPages(Surveys surveys, Catalogue catalogue, Clock clock) {
        this.surveys = surveys;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Bean
    static MenuEntry npsMenu() {
        return new MenuEntry(
                "portfolio", "nps", "nav.nps", "star", "/portfolio/nps", Set.of(Role.MANAGER, Role.QUALITY), 30);
    }

    @GetMapping("/portfolio/nps")
    Mono<Rendering> board(Ui ui, Staff staff, @RequestParam(required = false) @Nullable String quarter) {
        staff.require(Role.MANAGER, Role.QUALITY);
        return surveys.quarters().flatMap(all -> {
            var chosen = quarter != null
                    ? Optional.of(Quarter.parse(quarter))
                    : all.stream().findFirst();
            return Mono.zip(
                            score(chosen),
                            score(chosen.flatMap(wanted -> all.stream()
                                    .filter(other -> other.compareTo(wanted) < 0)
                                    .findFirst())),
                            surveys.tasks(),
                            names())
                    .map(all4 -> Pages.render(
                            "survey/board",
                            page(ui, staff, all, all4.getT1(), all4.getT2(), all4.getT3(), all4.getT4())));
        });
    }

    @PostMapping("/portfolio/nps/waves")
    Mono<Rendering> start(Staff staff, ServerWebExchange exchange) {
        staff.require(Role.MANAGER);
        return exchange.getFormData().flatMap(form -> {
            var quarter =
                    Quarter.parse(Optional.ofNullable(form.getFirst("quarter")).orElse(""));
            return surveys.wave(staff.access("survey wave"), quarter)
                    .map(wave -> Pages.seeOther("/portfolio/nps?quarter=" + wave.quarter()));
        });
    }

    @PostMapping("/portfolio/nps/tasks/{id}/done")
    Mono<Rendering> done(Staff staff, @PathVariable String id, ServerWebExchange exchange) {
        staff.require(Role.MANAGER);
        return exchange.getFormData().flatMap(form -> surveys.done(
                        staff,
                        Ids.parse(id),
                        Optional.ofNullable(form.getFirst("note")).orElse(""))
                .thenReturn(Pages.seeOther("/portfolio/nps#tasks")));
    }

    private Mono<Optional<WaveScore>> score(Optional<Quarter> quarter) {
        return quarter.map(wanted -> surveys.score(wanted).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Mono<Map<TenantId, String>> names() {
        return catalogue.developers().map(all -> all.stream()
                .collect(Collectors.toMap(Developer::id, Developer::name)));
    }

    private BoardPage page(
            Ui ui,
            Staff staff,
            List<Quarter> quarters,
            Optional<WaveScore> wave,
            Optional<WaveScore> before,
            List<Task> tasks,
            Map<TenantId, String> names) {
        var today = LocalDate.ofInstant(clock.instant(), Ui.ZONE);
        var current = Quarter.of(today);
        return new BoardPage(
                ui,
                current.toString(),
                (staff.roles().contains(Role.MANAGER) || staff.roles().contains(Role.ADMIN))
                        && !quarters.contains(current),
                quarters.stream().map(Quarter::toString).toList(),
                wave.map(found -> found.quarter().toString()).orElse(null),
                wave.map(WaveScore::nps).orElse(null),
                before.map(WaveScore::nps).orElse(null),
                wave.map(found -> developers(found, names)).orElse(List.of()),
                wave.map(found -> answers(found, names)).orElse(List.of()),
                tasks.stream()
                        .map(task -> new BoardPage.TaskLine(
                                task.id().toString(),
                                name(names, task.developer()),
                                task,
                                task.isLate(clock.instant())))
                        .toList());
    }

    private static List<BoardPage.DeveloperLine> developers(WaveScore wave, Map<TenantId, String> names) {
        return wave.developers().entrySet().stream()
                .map(entry -> new BoardPage.DeveloperLine(name(names, entry.getKey()), entry.getValue()))
                .sorted(java.util.Comparator.comparing(BoardPage.DeveloperLine::name))
                .toList();
    }

    private static List<BoardPage.AnswerLine> answers(WaveScore wave, Map<TenantId, String> names) {
        return wave.answers().stream()
                .map(answer -> new BoardPage.AnswerLine(
                        name(names, answer.developer()),
                        answer.name(),
                        answer.role(),
                        answer.score(),
                        answer.comment(),
                        answer.answeredAt()))
                .toList();
    }

    private static String name(Map<TenantId, String> names, TenantId developer) {
        return names.getOrDefault(developer, developer.toString());
    }
}
