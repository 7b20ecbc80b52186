package io.kvartal.billing;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;

/** What a statement says in words, in the language of its reader. */
public final class StatementTexts {
    private StatementTexts() {}

    public static String line(Statement.Line line, Ui ui) {
        var document = line.document();
        if (document == null) {
            return ui.t("statement.line." + line.kind());
        }
        return ui.t("statement.line." + line.kind()) + " "
                + (line.kind().equals(Journal.Kind.CREDIT.name()) ? ui.t("billing.credit." + document) : document);
    }

    /** Who owes whom how much at the end, the amount also in words. */
    public static String closing(Statement statement, Ui ui) {
        var balance = statement.closing();
        var portal = statement.portal().name();
        var developer = statement.developer().name();
        if (balance.isZero()) {
            return ui.t("statement.closing.none", ui.date(statement.to()), developer, portal);
        }
        var owed = balance.isPositive() ? balance : balance.negated();
        return ui.t(
                "statement.closing",
                ui.date(statement.to()),
                balance.isPositive() ? portal : developer,
                balance.isPositive() ? developer : portal,
                ui.money(owed),
                words(owed, ui));
    }

    private static String words(Money amount, Ui ui) {
        var units = amount.currency().getDefaultFractionDigits() == 2 ? 100 : 1;
        return AmountInWords.of(amount.minor() / units, ui.lang()) + " " + amount.currency() + " "
                + (units == 100 ? "%02d".formatted(amount.minor() % units) : "");
    }
}
