package io.kvartal.alert.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.alert.Alerts;
import io.kvartal.alert.Frequency;
import io.kvartal.alert.LetterPage;
import io.kvartal.alert.Subject;
import io.kvartal.alert.SubjectWords;
import io.kvartal.alert.Subscription;
import io.kvartal.alert.SubscriptionId;
import io.kvartal.platform.web.Frame;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page in every language; a missing text or icon throws. */
class AlertPageTests {
    private static final Templates TEMPLATES = new Templates();
    private static final Subject SEARCH = new Subject.Search("almaty", "?rooms=2");
    private static final SubjectWords.Named NAMED = new SubjectWords.Named("Алматы · 2", "/ru/almaty/novostroyki");

    private static Subscription subscription(Subscription.State state) {
        return new Subscription(
                new SubscriptionId(Ids.next()),
                SEARCH,
                null,
                "aigerim@example.kz",
                Lang.RU,
                Frequency.DAILY,
                state,
                Instant.parse("2026-11-20T09:00:00Z"));
    }

    private static String whole(String view, Page page) {
        return TEMPLATES.wholeText(view, page, Frame.NONE);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyPageRenders(Lang lang) {
        var ui = Ui.sample(lang);
        assertThat(whole("alert/ask", new AskPage(ui, SEARCH, NAMED, Map.of("city", "almaty"), Map.of(), Map.of())))
                .contains("noindex")
                .doesNotContain("name=\"consent\" type=\"checkbox\" value=\"on\" required checked");
        for (var state : Subscription.State.values()) {
            var page = new SubscriptionPage(ui, subscription(state), NAMED, "key", true);
            assertThat(whole("alert/subscription", page))
                    .contains("a…@example.kz")
                    .doesNotContain("aigerim");
            var row = new MinePage.Row(new Alerts.Kept(subscription(state), "key"), NAMED);
            assertThat(whole("alert/mine", new MinePage(ui, List.of(row)))).contains("/alerts/key");
        }
        assertThat(whole("alert/mine", new MinePage(ui, List.of()))).contains("kv-drawing");
        whole("alert/note", new NotePage(ui, "sent", "", null));
        assertThat(whole("alert/note", new NotePage(ui, "confirm", "x", "/y"))).contains("action=\"/y\"");
        var letter = new LetterPage(
                ui,
                "subject",
                "lead",
                List.of(new LetterPage.Line("title", "text", "https://x/1")),
                new LetterPage.Link("label", "https://x/2"),
                "https://x/3",
                "foot");
        assertThat(TEMPLATES.bodyText("alert/letter", letter)).contains("https://x/3");
    }
}
