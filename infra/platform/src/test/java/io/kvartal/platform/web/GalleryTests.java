package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import io.kvartal.platform.CurrentUser;
import io.kvartal.platform.Role;
import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every layout with every component, written to target/gallery for the eye as well. */
class GalleryTests {
    private static final CurrentUser HEAD = new CurrentUser.Member(
            TenantId.of("018f0000-0000-7000-8000-000000000001"),
            "alatau-development",
            "u1",
            "Ержан Серік",
            Set.of(Role.HEAD));

    record Sample(Ui ui, String title, Layout layout, String nav) implements Page {}

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyLayoutRendersInEveryLanguage(Lang lang) throws IOException {
        for (var layout : Layout.values()) {
            var ui = layout == Layout.STAFF ? Ui.sample(lang, HEAD, menu()) : Ui.sample(lang);
            var html = page(ui, layout);
            assertThat(html).contains("<html lang=\"" + lang.code() + "\"").contains("</html>");
            assertThat(html).doesNotContain(" style=").doesNotContain("<style").doesNotContainPattern("<script>");
            if (layout != Layout.PRINT) {
                assertThat(html)
                        .contains("href=\"#main\"")
                        .contains("id=\"main\"")
                        .contains("htmx-config");
            }
            save(layout.name().toLowerCase() + "-" + lang.code() + ".html", html);
        }
    }

    @Test
    void staffSeeTheirMenuAndLeaveByAForm() throws IOException {
        var html = page(Ui.sample(Lang.RU, HEAD, menu()), Layout.STAFF);
        assertThat(html).contains("href=\"/cabinet/leads\" aria-current=\"page\"");
        assertThat(html).contains("action=\"/logout\" method=\"post\"").contains("name=\"_csrf\"");
        assertThat(html).contains("hx-headers:inherited=\"{&#34;X-CSRF-TOKEN&#34;:&#34;sample-csrf-token&#34;}\"");
    }

    @Test
    void buyersPagesNameTheirOtherLanguages() throws IOException {
        var html = page(Ui.sample(Lang.RU), Layout.PORTAL);
        assertThat(html)
                .contains("hreflang=\"kk\" href=\"https://kvartal.example/kk/\"")
                .contains("rel=\"canonical\" href=\"https://kvartal.example/ru/\"");
    }

    private static MenuEntry[] menu() {
        return new MenuEntry[] {
            entry("leads", "inbox", "nav.search", "/cabinet/leads"),
            entry("calls", "phone-call", "nav.main", "/cabinet/calls"),
            entry("billing", "receipt", "nav.section.billing", "/cabinet/billing"),
            entry("reports", "chart-bar", "nav.mine", "/cabinet/reports"),
            new MenuEntry("desk", "queue", "nav.section.desk", "headset", "/desk", Set.of(), 9)
        };
    }

    private static MenuEntry entry(String key, String icon, String label, String href) {
        return new MenuEntry("cabinet", key, label, icon, href, Set.of(), 1);
    }

    private static String page(Ui ui, Layout layout) throws IOException {
        var body = file(layout == Layout.STAFF ? "staff.html" : layout == Layout.PRINT ? "print.html" : "portal.html")
                .replace("CARD", file("card.html"))
                .replace("ICON", html(ui.icon("phone")))
                .replace("PHONE", html(ui.icon("phone")))
                .replace("DRAWING", html(ui.drawing("house")));
        body = charts(ui, body);
        var content = Blocks.raw(body);
        return Templates.whole(new Sample(ui, "Галерея", layout, "leads"), content);
    }

    private static String charts(Ui ui, String body) {
        var points = new ArrayList<Charts.Point>();
        for (int i = 0; i < 30; i++) {
            points.add(new Charts.Point(
                    ui.date(LocalDate.of(2026, 11, 1).plusDays(i)), 412 + Math.sin(i / 3.0) * 9 + i * 0.6));
        }
        var bars = List.of(
                new Charts.Point("звонок", 64),
                new Charts.Point("форма", 41),
                new Charts.Point("обратный звонок", 18),
                new Charts.Point("мессенджер", 5));
        return body.replace("LINE", html(Charts.line(ui, "Цена за м², тыс. ₸", points)))
                .replace("BARS", html(Charts.bars(ui, "Заявки по каналам", bars)))
                .replace("SPARK", html(Charts.spark("30 дней", List.of(3d, 5d, 4d, 8d, 6d, 9d, 12d))));
    }

    private static String html(gg.jte.Content content) {
        var out = new StringOutput();
        content.writeTo(out);
        return out.toString();
    }

    private static String file(String name) throws IOException {
        try (var in = GalleryTests.class.getResourceAsStream("/gallery/" + name)) {
            return in == null ? "<h1>—</h1>" : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static void save(String name, String html) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "gallery"));
        Files.writeString(folder.resolve(name), html);
        var assets = Files.createDirectories(folder.resolve("assets"))
                .resolve(Assets.onClassPath().version());
        if (!Files.exists(assets)) {
            Files.createSymbolicLink(
                    assets, Path.of("target", "classes", "static").toAbsolutePath());
        }
    }
}
