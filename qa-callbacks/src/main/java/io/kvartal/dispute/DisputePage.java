package io.kvartal.dispute;

import io.kvartal.billing.ReceiptLine;
import io.kvartal.desk.Recordings;
import io.kvartal.dispute.DisputeState.Act;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /desk/disputes/{id}}: what was claimed, what can be heard, the receipt, and what each decision does to the bill.
 *
 * @param session the joint listening that hears it; null when there is none
 * @param siblings other open disputes of the developer, which one session may hear too
 * @param mayDecide false for the developer's own account manager
 */
public record DisputePage(
        Ui ui,
        DisputeView view,
        String developer,
        Effect effect,
        List<ReceiptLine> receipt,
        List<Recordings.Playable> recordings,
        List<DisputeFile> files,
        @Nullable SessionId session,
        List<Dispute> siblings,
        boolean mayDecide,
        boolean late,
        @Nullable String problem)
        implements Page {
    @Override
    public String title() {
        return ui.t("dispute.page.title", view.dispute().complexName());
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "disputes";
    }

    public boolean can(String act) {
        return view.dispute().state().allows(Act.valueOf(act));
    }

    /** The same with the VAT that goes back with it. */
    public Money withVat(Money net) {
        return net.plus(net.times(effect.vatRate()));
    }

    public String vat() {
        return ui.percent(effect.vatRate().setScale(4, RoundingMode.HALF_UP).doubleValue());
    }

    /** The next working day at eleven, for a form. */
    public String suggestedTime() {
        return Agreed.WEEK
                .plusDays(ui.now(), 1)
                .atZone(Ui.ZONE)
                .toLocalDate()
                .atTime(11, 0)
                .toString();
    }

    @Override
    public List<String> scripts() {
        return List.of("/qa-callbacks/desk.js");
    }
}
