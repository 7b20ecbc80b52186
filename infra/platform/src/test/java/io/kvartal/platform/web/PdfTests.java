package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.output.StringOutput;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfTests {
    record Paper(Ui ui, String title, Layout layout) implements Page {}

    @Test
    void kazakhLettersTheTengeSignAndPicturesReachThePaper() throws IOException {
        var ui = Ui.sample(Lang.KK);
        var body =
                new StringBuilder("<h1>Шот-фактура № 7</h1><p>Әңгіме Ғылым Қала Өңір Ұлт Үй Һ І №</p><table><thead><tr>"
                        + "<th>Атауы</th><th class=\"num\">Сомасы</th></tr></thead><tbody>");
        for (int i = 1; i <= 60; i++) {
            body.append("<tr><td>Нысаналы байланыс ")
                    .append(i)
                    .append("</td><td class=\"num\">")
                    .append(ui.money(Money.kzt(9_000)))
                    .append("</td></tr>");
        }
        body.append("</tbody><tfoot><tr><td>Барлығы</td><td class=\"num\">")
                .append(ui.money(Money.kzt(540_000)))
                .append("</td></tr></tfoot></table>");
        var points =
                List.of(new Charts.Point("қазан", 3), new Charts.Point("қараша", 5), new Charts.Point("желтоқсан", 4));
        body.append(html(Charts.bars(ui, "Байланыстар", points)))
                .append(html(Charts.line(ui, "Баға", points)))
                .append(html(Qr.svg("https://kvartal.example/pay/7")))
                .append("<img src=\"http://127.0.0.1:9/never.png\">");
        var page = new Paper(ui, "Шот-фактура № 7", Layout.PRINT);
        var pdf = Pdf.bytes(Templates.whole(page, Blocks.raw(body.toString())));
        Files.createDirectories(Path.of("target", "gallery"));
        Files.write(Path.of("target", "gallery", "paper.pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document).replace('\u00a0', ' ');
            assertThat(text)
                    .contains("Әңгіме Ғылым Қала Өңір Ұлт Үй Һ І №")
                    .contains("9 000 ₸")
                    .contains("540 000 ₸")
                    .contains("1 / 3");
            assertThat(document.getNumberOfPages()).isEqualTo(3);
        }
        assertThat(pdf.length).isLessThan(120_000);
    }

    @Test
    void onlyPagesForPaperArePrinted() {
        assertThatThrownBy(() -> Pdf.render("x", new Paper(Ui.sample(Lang.RU), "x", Layout.STAFF)))
                .hasMessageContaining("STAFF");
    }

    private static String html(gg.jte.Content content) {
        var out = new StringOutput();
        content.writeTo(out);
        return out.toString();
    }
}
