package io.kvartal.report;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mail;
import io.kvartal.platform.message.Mailer;
import io.kvartal.platform.web.Uis;
import io.kvartal.survey.Recipient;
import io.kvartal.survey.Surveys;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The letter that brings the monthly report: the figures in short and the way to the whole. */
@Component
class ReportLetters {
    private final TenantTx tx;
    private final Mailer mailer;
    private final Surveys surveys;
    private final Uis uis;

    ReportLetters(TenantTx tx, Mailer mailer, Surveys surveys, Uis uis) {
        this.tx = tx;
        this.mailer = mailer;
        this.surveys = surveys;
        this.uis = uis;
    }

    /** Writes to everybody of the developer that the portal knows. A person gets a month's report once. Emits how many are known. */
    Mono<Long> send(MonthlyReport report) {
        return surveys.recipientsOf(report.developer().id())
                .flatMap(people -> tx.portal(db -> Flux.fromIterable(people)
                        .concatMap(person -> mailer.sendOnce(
                                        db,
                                        "report " + report.developer().slug() + " " + report.period() + " "
                                                + person.email(),
                                        letter(report, person))
                                .thenReturn(person))
                        .count()));
    }

    private Mail letter(MonthlyReport report, Recipient person) {
        var ui = uis.in(person.lang());
        var link = ui.absolute("/cabinet/reports/" + report.period());
        var month = ui.month(report.period().month());
        var text = ui.t(
                "report.letter",
                person.name(),
                month,
                report.stats().leads(),
                report.stats().target(),
                ui.money(report.charged().minus(report.credited())));
        var html = "<p>" + HtmlUtils.htmlEscape(text).replace("\n", "<br>") + "</p><p><a href=\""
                + HtmlUtils.htmlEscape(link) + "\">" + HtmlUtils.htmlEscape(ui.t("report.letter-link")) + "</a></p>";
        return new Mail(person.email(), ui.t("report.letter-subject", month), html, text + "\n\n" + link);
    }
}
