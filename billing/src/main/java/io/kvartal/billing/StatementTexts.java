package io.kvartal.billing;

import com.ibm.icu.text.RuleBasedNumberFormat;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.BigDecimal;

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

    /** {@code семнадцать тысяч четыреста, 00}: whole units in words, the rest in digits. */
    private static String words(Money amount, Ui ui) {
        var digits = amount.currency().getDefaultFractionDigits();
        var whole = amount.amount().toBigInteger();
        var spelled = new RuleBasedNumberFormat(ui.lang().locale(), RuleBasedNumberFormat.SPELLOUT).format(whole);
        var rest = amount.amount().subtract(new BigDecimal(whole)).unscaledValue();
        return ui.t("statement.words", spelled, ("%0" + digits + "d").formatted(rest));
    }
}
