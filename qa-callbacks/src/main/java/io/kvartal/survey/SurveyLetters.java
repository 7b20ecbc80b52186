package io.kvartal.survey;

import io.kvartal.platform.message.Mail;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Uis;
import org.springframework.stereotype.Component;

/** What the letters say, in the language of the person. The portal writes, never the account manager. */
@Component
class SurveyLetters {
    private final Uis uis;
    private final Templates templates;

    SurveyLetters(Uis uis, Templates templates) {
        this.uis = uis;
        this.templates = templates;
    }

    Mail invitation(Recipient to, Quarter quarter, Token token) {
        var ui = uis.in(to.lang());
        var link = ui.absolute("/nps/" + token.secret() + "?lang=" + to.lang().code());
        var page = new LetterPage(ui, to.name(), quarter.toString(), link);
        return new Mail(
                to.email(),
                ui.t("survey.mail.subject"),
                templates.bodyText("survey/letter", page),
                ui.t("survey.mail.text", to.name(), link));
    }

    /** The closed loop: what was done about the answer. */
    Mail whatWeDid(Tasks.Closed closed, String note) {
        var ui = uis.in(closed.lang());
        var name = closed.task().person();
        return new Mail(
                closed.email(),
                ui.t("survey.done.subject"),
                templates.bodyText("survey/done", new DonePage(ui, name, note)),
                ui.t("survey.done.text", name, note));
    }
}
