package io.kvartal.billing.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundListParams;
import io.kvartal.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Stripe shows, page by page to the end. Blocking: it runs behind {@link StripeApi}. */
final class TheirBooks {
    private static final long PAGE = 100;

    private TheirBooks() {}

    static List<Comparison.Item> of(StripeClient stripe, Difference.Thing thing) throws StripeException {
        return switch (thing) {
            case CUSTOMER -> customers(stripe);
            case INVOICE -> invoices(stripe);
            case PAYMENT -> payments(stripe);
            case REFUND -> refunds(stripe);
            case DISPUTE -> disputes(stripe);
            case PAYOUT -> payouts(stripe);
        };
    }

    private static List<Comparison.Item> customers(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .customers()
                .list(CustomerListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            all.add(item(ours(one.getMetadata(), "tenant", one.getId()), Money.ZERO_KZT, one.getId()));
        }
        return all;
    }

    private static List<Comparison.Item> invoices(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .invoices()
                .list(InvoiceListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            all.add(item(
                    ours(one.getMetadata(), "invoice", one.getId()),
                    money(one.getTotal(), one.getCurrency()),
                    String.valueOf(one.getStatus())));
        }
        return all;
    }

    private static List<Comparison.Item> payments(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .invoicePayments()
                .list(InvoicePaymentListParams.builder()
                        .setStatus(InvoicePaymentListParams.Status.PAID)
                        .setLimit(PAGE)
                        .build())
                .autoPagingIterable()) {
            var intent = one.getPayment().getPaymentIntent();
            all.add(item(
                    intent == null ? one.getId() : intent,
                    money(Objects.requireNonNullElse(one.getAmountPaid(), 0L), one.getCurrency()),
                    "paid"));
        }
        return all;
    }

    private static List<Comparison.Item> refunds(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .refunds()
                .list(RefundListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            all.add(item(
                    ours(one.getMetadata(), "refund", one.getId()),
                    money(one.getAmount(), one.getCurrency()),
                    List.of("failed", "canceled").contains(one.getStatus()) ? "failed" : "sent"));
        }
        return all;
    }

    private static List<Comparison.Item> disputes(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .disputes()
                .list(DisputeListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            all.add(item(
                    one.getId(),
                    money(one.getAmount(), one.getCurrency()),
                    StripeMoney.state(one.getStatus()).name()));
        }
        return all;
    }

    private static List<Comparison.Item> payouts(StripeClient stripe) throws StripeException {
        var all = new ArrayList<Comparison.Item>();
        for (var one : stripe.v1()
                .payouts()
                .list(PayoutListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            // One that is still on its way is in nobody's books yet.
            if (!List.of("pending", "in_transit").contains(one.getStatus())) {
                all.add(item(one.getId(), money(one.getAmount(), one.getCurrency()), one.getStatus()));
            }
        }
        return all;
    }

    private static String ours(@Nullable Map<String, String> metadata, String name, String otherwise) {
        return metadata == null ? otherwise : metadata.getOrDefault(name, otherwise);
    }

    private static Money money(long minor, String currency) {
        return Money.of(minor, currency.toUpperCase(Locale.ROOT));
    }

    private static Comparison.Item item(String key, Money amount, String state) {
        return new Comparison.Item(key, amount, state, null, null, false);
    }
}
