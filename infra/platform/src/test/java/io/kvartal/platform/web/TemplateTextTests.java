package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules of templates and texts, over this module. */
class TemplateTextTests {
    @Test
    void theThreeLanguagesHaveTheSameTexts() {
        assertThat(TextRules.differences()).isEmpty();
    }

    @Test
    void templatesHoldNoTextOfTheirOwn() throws IOException {
        assertThat(TextRules.breaches(Path.of("src/main/jte"))).isEmpty();
    }

    @Test
    void theRulesBite() throws IOException {
        var folder = Files.createTempDirectory("jte");
        Files.writeString(
                folder.resolve("x.jte"), "<p style=\"x\">Привет ${ui.t(\"no.such\")} ${ui.icon(\"no-such\")}</p>");
        assertThat(TextRules.breaches(folder)).hasSize(4);
    }

    @Test
    void iconsTxtIsSortedAndEveryIconIsInTheSprite() throws IOException {
        var wanted = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of("src/main/assets/icons.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                wanted.add(line.strip());
            }
        }
        assertThat(Assets.onClassPath().icons()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(Pattern.compile("\"resolved\"")
                        .matcher(Files.readString(Path.of("src/main/assets/package-lock.json")))
                        .find())
                .isFalse();
    }
}
