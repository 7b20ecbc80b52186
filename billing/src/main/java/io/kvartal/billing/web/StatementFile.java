package io.kvartal.billing.web;

import io.kvartal.billing.Statement;
import io.kvartal.billing.StatementTexts;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A statement as a spreadsheet: the portal's columns, then their mirror for the developer. */
final class StatementFile {
    private StatementFile() {}

    static Mono<byte[]> xlsx(Statement statement, Ui ui) {
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row(ui.t("statement.title")));
        rows.add(row(ui.t("statement.between", ui.date(statement.from()), ui.date(statement.to()))));
        rows.add(row(
                ui.t("statement.of-portal"),
                statement.portal().name() + ", "
                        + ui.t("billing.tax-id", statement.portal().taxId())));
        rows.add(row(
                ui.t("statement.of-developer"),
                statement.developer().name() + ", "
                        + ui.t("billing.tax-id", statement.developer().taxId())));
        rows.add(row(
                ui.t("billing.col.when"),
                ui.t("statement.col.operation"),
                ui.t("statement.col.portal-debit"),
                ui.t("statement.col.portal-credit"),
                ui.t("statement.col.developer-debit"),
                ui.t("statement.col.developer-credit"),
                ui.t("statement.col.balance")));
        rows.add(balance(ui.t("statement.opening", ui.date(statement.from())), statement.opening()));
        statement
                .lines()
                .forEach(line -> rows.add(mirrored(
                        line.at(), StatementTexts.line(line, ui), line.debit(), line.credit(), line.balance())));
        rows.add(mirrored(null, ui.t("statement.turnover"), statement.debit(), statement.credit(), null));
        rows.add(balance(ui.t("statement.closing-balance", ui.date(statement.to())), statement.closing()));
        rows.add(row(StatementTexts.closing(statement, ui)));
        return new SpreadSheet(ui.t("statement.sheet"), rows, 5).bytes();
    }

    private static List<@Nullable Object> balance(String name, Money balance) {
        return mirrored(null, name, Statement.inDebit(balance), Statement.inCredit(balance), balance);
    }

    private static List<@Nullable Object> mirrored(
            @Nullable Instant at, String what, Money debit, Money credit, @Nullable Money balance) {
        return row(
                at,
                what,
                debit.isZero() ? null : debit,
                credit.isZero() ? null : credit,
                credit.isZero() ? null : credit,
                debit.isZero() ? null : debit,
                balance);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
