package io.kvartal.alert;

import io.kvartal.platform.message.Mail;
import io.kvartal.platform.web.Templates;
import io.kvartal.platform.web.Ui;
import io.kvartal.platform.web.Uis;
import io.kvartal.shared.Lang;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the letters say, in the language in which they were asked for. */
@Component
class AlertLetters {
    private static final int LINES = 20;

    private final Uis uis;
    private final Templates templates;
    private final SubjectWords words;
    private final Keys keys;

    AlertLetters(Uis uis, Templates templates, SubjectWords words, Keys keys) {
        this.uis = uis;
        this.templates = templates;
        this.words = words;
        this.keys = keys;
    }

    /** Does this address want letters? */
    Mono<Mail> question(Subject subject, String email, Lang lang, String token) {
        var ui = uis.in(lang);
        return words.of(ui, subject)
                .map(named -> mail(
                        email,
                        new LetterPage(
                                ui,
                                ui.t("alert.mail.question.subject"),
                                ui.t("alert.mail.question", named.words()),
                                List.of(),
                                new LetterPage.Link(
                                        ui.t("alert.mail.question.button"),
                                        ui.absolute(ui.href("/alerts/confirmation/" + token))),
                                null,
                                ui.t("alert.mail.question.foot")),
                        null));
    }

    /** The address asked for what it has. */
    Mono<Mail> already(Subscription known, String key) {
        var ui = uis.in(known.lang());
        return words.of(ui, known.subject())
                .map(named -> mail(
                        known.email(),
                        new LetterPage(
                                ui,
                                ui.t("alert.mail.already.subject"),
                                ui.t("alert.mail.already", named.words()),
                                List.of(),
                                new LetterPage.Link(ui.t("alert.mail.manage"), page(ui, key)),
                                null,
                                ui.t("alert.mail.already.foot")),
                        unsubscribe(ui, key)));
    }

    Mono<Mail> digest(Subscription to, List<News> news) {
        var ui = uis.in(to.lang());
        var key = keys.of(to.id());
        return words.of(ui, to.subject()).map(named -> {
            var name = to.name() == null ? named.words() : to.name();
            return mail(
                    to.email(),
                    new LetterPage(
                            ui,
                            cut(ui.t("alert.mail.digest.subject", news.size(), name)),
                            ui.t("alert.mail.digest", name),
                            news.stream()
                                    .limit(LINES)
                                    .map(each -> line(ui, to.subject(), named, each))
                                    .toList(),
                            new LetterPage.Link(ui.t("alert.mail.digest.button"), ui.absolute(named.href())),
                            page(ui, key),
                            ui.t(
                                    "alert.mail.digest.foot",
                                    ui.t("alert.frequency." + to.frequency().code()))),
                    unsubscribe(ui, key));
        });
    }

    private static LetterPage.Line line(Ui ui, Subject subject, SubjectWords.Named named, News news) {
        var flat = subject instanceof Subject.OneFlat;
        return new LetterPage.Line(
                flat ? named.words() : news.complex().name(),
                flat ? ofFlat(ui, news) : ofComplex(ui, subject instanceof Subject.OneComplex, news),
                ui.absolute(
                        flat ? named.href() : ui.href("/zhk/" + news.complex().slug())));
    }

    private static String ofFlat(Ui ui, News news) {
        return switch (news) {
            case News.NewComplex n -> ui.t("alert.news.flat", n.priceFrom());
            case News.NewUnits n -> ui.t("alert.news.flat", n.priceFrom());
            case News.PriceFell n -> ui.t("alert.news.flat.price", n.before(), n.priceFrom());
            case News.Built n -> ui.t("alert.news.built", n.percent(), n.on());
        };
    }

    /** @param known the complex itself is watched, so it is never new */
    private static String ofComplex(Ui ui, boolean known, News news) {
        return switch (news) {
            case News.NewComplex n ->
                ui.t(known ? "alert.news.units" : "alert.news.complex", n.units(), ui.moneyShort(n.priceFrom()));
            case News.Built n -> ui.t("alert.news.built", n.percent(), n.on());
            case News.NewUnits n -> ui.t("alert.news.units", n.more(), ui.moneyShort(n.priceFrom()));
            case News.PriceFell n -> ui.t("alert.news.price", n.before(), n.priceFrom());
        };
    }

    private Mail mail(String to, LetterPage page, @Nullable URI unsubscribe) {
        return new Mail(to, page.subject(), templates.bodyText("alert/letter", page), page.plain(), unsubscribe);
    }

    private static String page(Ui ui, String key) {
        return ui.absolute(ui.href("/alerts/" + key));
    }

    private static URI unsubscribe(Ui ui, String key) {
        return URI.create(ui.absolute(
                "/hooks/mail/unsubscribe/" + key + "?lang=" + ui.lang().code()));
    }

    /** A subject is one line of at most 200 characters. */
    private static String cut(String subject) {
        return subject.length() <= 190 ? subject : subject.substring(0, 190) + "…";
    }
}
