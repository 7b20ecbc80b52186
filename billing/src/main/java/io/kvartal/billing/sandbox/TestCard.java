package io.kvartal.billing.sandbox;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cards of the sandbox, by Stripe's own test numbers and names. */
enum TestCard {
    GOOD("4242 4242 4242 4242", "pm_card_visa", null),
    DECLINED("4000 0000 0000 0002", "pm_card_chargeDeclined", "generic_decline"),
    NO_FUNDS("4000 0000 0000 9995", "pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"),
    EXPIRED("4000 0000 0000 0069", "pm_card_chargeDeclinedExpiredCard", "expired_card"),
    /** Its owner must confirm every payment, so nobody can charge it without him. */
    NEEDS_OWNER("4000 0027 6000 3184", "pm_card_authenticationRequired", "authentication_required"),
    /** The payment works, and its owner contests it at once. */
    DISPUTED("4000 0000 0000 0259", "pm_card_createDispute", null),
    /** The payment works; money given back does not arrive. */
    NO_REFUND("4000 0000 0000 5126", "pm_card_refundFail", null),
    UNKNOWN("", "", null);

    static final String GOOD_NUMBER = GOOD.number;
    static final String DECLINED_NUMBER = DECLINED.number;

    final String number;
    final String method;
    final @Nullable String decline;

    TestCard(String number, String method, @Nullable String decline) {
        this.number = number;
        this.method = method;
        this.decline = decline;
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    static TestCard of(String number) {
        var digits = number.replaceAll("\\D", "");
        return Arrays.stream(values())
                .filter(card -> card != UNKNOWN && card.number.replace(" ", "").equals(digits))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Stripe's own names for its test cards; a card that was saved here is looked up instead. */
    static TestCard ofMethod(String paymentMethod) {
        return Arrays.stream(values())
                .filter(card -> card != UNKNOWN && card.method.equals(paymentMethod))
                .findFirst()
                .orElseThrow(() -> StripeFailure.missing("payment_method", paymentMethod));
    }
}
