package io.kvartal.billing.web;

import io.kvartal.billing.Payment;
import io.kvartal.billing.PaymentSource;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Payments of all developers.
 *
 * @param filter what was asked for: source, tenant, from, until, q, page
 * @param form what was typed into the form for a payment by hand
 */
public record PaymentsPage(
        Ui ui,
        List<Payment> payments,
        Map<TenantId, String> names,
        Map<String, String> filter,
        boolean hasMore,
        Map<String, String> form,
        String key,
        @Nullable String error)
        implements Page {
    @Override
    public String title() {
        return ui.t("payment.list.title");
    }

    @Override
    public Layout layout() {
        return Layout.STAFF;
    }

    @Override
    public String nav() {
        return "billing-payments";
    }

    public String name(TenantId tenant) {
        return names.getOrDefault(tenant, tenant.toString());
    }

    public Map<String, TenantId> payers() {
        return PaymentTexts.byName(names);
    }

    public PaymentSource[] sources() {
        return PaymentSource.values();
    }

    public String asked(String field) {
        return filter.getOrDefault(field, "");
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }

    public Money total() {
        return payments.stream().map(Payment::amount).reduce(Money.ZERO_KZT, Money::plus);
    }

    public int number() {
        return Integer.parseInt(filter.getOrDefault("page", "1"));
    }

    /** The same question for another page, or for a file. */
    public String query(int page) {
        return filter.entrySet().stream()
                        .filter(one ->
                                !one.getKey().equals("page") && !one.getValue().isBlank())
                        .map(one ->
                                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8) + "&")
                        .collect(Collectors.joining())
                + "page=" + page;
    }
}
