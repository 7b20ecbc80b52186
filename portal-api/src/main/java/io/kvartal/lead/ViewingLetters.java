package io.kvartal.lead;

import io.kvartal.platform.message.Mail;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What a buyer who gave an address is sent about a visit. */
@Component
class ViewingLetters {
    private final Uis uis;
    private final Templates templates;

    ViewingLetters(Uis uis, Templates templates) {
        this.uis = uis;
        this.templates = templates;
    }

    Mail booked(String email, Lang lang, String complexName, Instant at, String passport) {
        var ui = uis.in(lang);
        var page = new ViewingLetter(
                ui,
                complexName,
                at,
                ui.absolute(ui.href("/request/" + passport)),
                ui.absolute(ui.href("/request/" + passport + "/viewing.ics")));
        return new Mail(email, page.subject(), templates.bodyText("lead/viewing-letter", page), text(ui, page));
    }

    private static String text(Ui ui, ViewingLetter page) {
        return ui.t("lead.viewing.letter.text", page.complexName(), page.at(), page.passport(), page.calendar());
    }
}
