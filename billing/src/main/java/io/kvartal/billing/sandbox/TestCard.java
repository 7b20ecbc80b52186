package io.kvartal.billing.sandbox;

/** The cards of the sandbox, by Stripe's own test numbers. */
enum TestCard {
    GOOD,
    DECLINED,
    UNKNOWN;

    static final String GOOD_NUMBER = "4242 4242 4242 4242";
    static final String DECLINED_NUMBER = "4000 0000 0000 0002";

    static TestCard of(String number) {
        var digits = number.replaceAll("\\D", "");
        if (digits.equals(GOOD_NUMBER.replace(" ", ""))) {
            return GOOD;
        }
        return digits.equals(DECLINED_NUMBER.replace(" ", "")) ? DECLINED : UNKNOWN;
    }

    static TestCard ofMethod(String paymentMethod) {
        return switch (paymentMethod) {
            case "pm_card_visa" -> GOOD;
            case "pm_card_chargeDeclined", "pm_card_visa_chargeDeclined" -> DECLINED;
            default -> throw StripeFailure.missing("payment_method", paymentMethod);
        };
    }
}
