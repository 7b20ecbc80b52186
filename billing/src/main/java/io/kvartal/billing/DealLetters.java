package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.fixation.FixationExpiring;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mail;
import io.kvartal.platform.message.Mailer;
import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/** Letters to the developer's address of its contract. Account managers see the same in their portfolio and on the billing pages. */
@Component
class DealLetters {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Mailer mailer;
    private final Uis uis;
    private final InvoiceLetterRows languages = new InvoiceLetterRows();

    DealLetters(TenantTx tx, Clock clock, Contracts contracts, Mailer mailer, Uis uis) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.mailer = mailer;
        this.uis = uis;
    }

    Mono<Void> expiring(TenantId tenant, FixationExpiring event) {
        return send(tenant, "fixation " + event.fixation() + " " + event.validTill() + " " + event.days(), ui -> {
            var days = event.days();
            return new Letter(
                    ui.t("fixation.letter.expiring.subject", days),
                    ui.t("fixation.letter.expiring", days, ui.dateTime(event.validTill())),
                    ui.absolute("/cabinet/fixations/" + event.fixation()));
        });
    }

    Mono<Void> undeclared(TenantId tenant, DealsUndeclared event) {
        return send(tenant, "deals " + tenant + " " + event.period(), ui -> {
            var month = ui.month(BillingPeriod.parse(event.period()).month());
            return new Letter(
                    ui.t("fixation.letter.undeclared.subject", month),
                    ui.t("fixation.letter.undeclared", month, ui.date(event.dueOn())),
                    ui.absolute("/cabinet/deals?period=" + event.period()));
        });
    }

    private record Letter(String subject, String text, String link) {
        Mail to(String email, Ui ui) {
            var html = "<p>" + HtmlUtils.htmlEscape(text) + "</p><p><a href=\"" + HtmlUtils.htmlEscape(link) + "\">"
                    + HtmlUtils.htmlEscape(ui.t("fixation.letter.open")) + "</a></p>";
            return new Mail(email, subject, html, text + "\n\n" + link);
        }
    }

    /**
     * In the language that the developer chose for letters about money. One without an address in the contract gets none; the pages say the same.
     */
    private Mono<Void> send(TenantId tenant, String key, Function<Ui, Letter> letter) {
        return contracts
                .inForce(tenant, clock.instant())
                .map(contract -> contract.party().email())
                .onErrorResume(Problem.NotFound.class, none -> Mono.empty())
                .filter(email -> email.contains("@"))
                .flatMap(email -> tx.in(tenant, db -> languages
                        .language(db, tenant)
                        .map(uis::in)
                        .flatMap(ui -> mailer.sendOnce(db, key, letter.apply(ui).to(email, ui)))));
    }
}
