package io.kvartal.dispute;

import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;

/** The protocol of a joint listening on paper. */
public record ProtocolPage(Ui ui, ListeningSession session, String developer) implements Page {
    @Override
    public String title() {
        return ui.t("dispute.protocol.title");
    }

    @Override
    public Layout layout() {
        return Layout.PRINT;
    }

    public Money credited() {
        return session.lines().stream()
                .map(ListeningSession.Line::credited)
                .reduce(Money::plus)
                .orElse(Money.ZERO_KZT);
    }
}
