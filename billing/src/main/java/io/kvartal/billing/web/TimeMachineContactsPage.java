package io.kvartal.billing.web;

import io.kvartal.billing.TimeMachineResult;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which contacts a variant judges otherwise. @param page from 1 */
public record TimeMachineContactsPage(
        Ui ui,
        TimeMachinePlace place,
        TimeMachineForm form,
        VariantText variant,
        List<TimeMachineResult.Change> changes,
        int page)
        implements Page {
    private static final int SIZE = 50;

    @Override
    public String title() {
        return ui.t("timemachine.changes.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return place.nav();
    }

    public List<TimeMachineResult.Change> shown() {
        return changes.stream().skip((page - 1L) * SIZE).limit(SIZE).toList();
    }

    public int pages() {
        return Math.max(1, Math.ceilDiv(changes.size(), SIZE));
    }

    public String back() {
        return place.base() + "?" + form.query();
    }

    public String receipt(TimeMachineResult.Change change) {
        return place.base() + "/contacts/" + change.supposed().contact() + "?" + form.with(variant.toString());
    }

    public String at(int number) {
        return place.base() + "/contacts?" + form.with(variant.toString()) + "&page=" + number;
    }

    public String verdict(String code) {
        return ui.t("verdict." + code);
    }

    public String money(@Nullable Money net) {
        return net == null ? "–" : ui.money(net);
    }

    /** What all changes together come to, without VAT. */
    public Money sum() {
        return changes.stream()
                .map(change -> value(change.supposed().net())
                        .minus(value(change.signed().net())))
                .reduce(Money.ZERO_KZT, Money::plus);
    }

    private static Money value(@Nullable Money net) {
        return net == null ? Money.ZERO_KZT : net;
    }
}
