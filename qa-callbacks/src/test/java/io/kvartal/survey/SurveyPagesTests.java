package io.kvartal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurveyPagesTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private final Templates templates = new Templates();

    @ParameterizedTest
    @EnumSource(Lang.class)
    void thePageBehindTheLinkInItsStates(Lang lang) {
        var ui = Ui.sample(lang);
        var open = new NpsPage(ui, "t0ken", "Ерлан", Invitation.State.OPEN, false, null, 9, null);
        assertThat(templates.wholeText("survey/nps", open))
                .containsOnlyOnce("checked")
                .contains("/nps/t0ken");
        for (int score = 0; score <= 10; score++) {
            var answered = new NpsPage(
                    ui, "t0ken", "Ерлан", Invitation.State.ANSWERED, true, score, null, "problem.survey.used");
            assertThat(templates.wholeText("survey/nps", answered)).contains("name=\"comment\"");
        }
        var expired = new NpsPage(ui, "t0ken", "Ерлан", Invitation.State.EXPIRED, false, null, null, null);
        assertThat(templates.wholeText("survey/nps", expired)).doesNotContain("<textarea");
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void theLettersAndTheBoard(Lang lang) {
        var ui = Ui.sample(lang);
        assertThat(templates.bodyText("survey/letter", new LetterPage(ui, "<Е>", "2026-Q4", "https://k/nps/x?lang=ru")))
                .contains("https://k/nps/x?lang=ru&amp;score=10")
                .contains("&lt;Е&gt;");
        assertThat(templates.bodyText("survey/done", new DonePage(ui, "Е", "сделано")))
                .contains("сделано");
        var developer = new TenantId(new UUID(1, 1));
        var task = new Task(UUID.randomUUID(), developer, "Анна", 3, "долго", "Дана", NOW, null, null);
        var done = new Task(UUID.randomUUID(), developer, "Анна", 3, null, null, NOW, NOW, "сделано");
        var page = new BoardPage(
                ui,
                "2026-Q4",
                true,
                List.of("2026-Q3", "2026-Q2"),
                "2026-Q3",
                new Nps(4, 2, 3, 24),
                new Nps(5, 2, 2, 24),
                List.of(
                        new BoardPage.DeveloperLine("Alatau", new AccountScore(2, 2, 6.5, 5, false)),
                        new BoardPage.DeveloperLine("Samal", new AccountScore(2, 0, 0, 0, true))),
                List.of(new BoardPage.AnswerLine("Alatau", "Ерлан", "HEAD", 9, "хорошо", NOW)),
                List.of(
                        new BoardPage.TaskLine(task.id().toString(), "Alatau", task, true),
                        new BoardPage.TaskLine(done.id().toString(), "Alatau", done, false)));
        assertThat(templates.wholeText("survey/board", page)).contains("+11").contains("±");
        var empty = new BoardPage(ui, "2026-Q4", false, List.of(), null, null, null, List.of(), List.of(), List.of());
        assertThat(templates.wholeText("survey/board", empty)).doesNotContain("±");
    }
}
