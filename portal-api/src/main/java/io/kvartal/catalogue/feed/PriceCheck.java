package io.kvartal.catalogue.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The price of the whole flat in tenge, or why there is none. */
final class PriceCheck {
    private static final BigDecimal CHEAPEST_METRE = new BigDecimal(50_000);
    private static final BigDecimal DEAREST_METRE = new BigDecimal(20_000_000);

    private final Fields fields;
    private final Remarks remarks;

    PriceCheck(Fields fields) {
        this.fields = fields;
        this.remarks = fields.remarks();
    }

    /** In tiyn. @param area for prices by the square metre and for the look at what a metre costs; null when it could not be read */
    @Nullable
    Long read(@Nullable BigDecimal area) {
        var text = fields.first("price/value", "price");
        if (text == null) {
            remarks.reject("MISSING_PRICE", fields.own("price/value"));
            return null;
        }
        boolean kzt = currency();
        boolean perMetre = perMetre();
        var value = Values.decimal(text).filter(p -> p.signum() > 0);
        if (value.isEmpty()) {
            remarks.reject("INVALID_DECIMAL", fields.own("price/value"), text);
            return null;
        }
        if (!kzt || area == null) {
            return null;
        }
        var whole = (perMetre ? value.get().multiply(area) : value.get()).setScale(2, RoundingMode.HALF_UP);
        var metre = whole.divide(area, 0, RoundingMode.HALF_UP);
        if (metre.compareTo(CHEAPEST_METRE) < 0 || metre.compareTo(DEAREST_METRE) > 0) {
            remarks.reject("PRICE_IMPLAUSIBLE", whole.toPlainString(), metre.toPlainString());
            return null;
        }
        return whole.movePointRight(2).longValueExact();
    }

    private boolean currency() {
        var text = fields.first("price/currency");
        if (text == null) {
            remarks.reject("MISSING_CURRENCY", fields.own("price/currency"));
            return false;
        }
        var known = Values.currency(text);
        if (known.isEmpty()) {
            remarks.reject("UNKNOWN_CURRENCY", text);
        } else if (!known.get().equals("KZT")) {
            remarks.reject("FOREIGN_CURRENCY", known.get());
        }
        return known.filter("KZT"::equals).isPresent();
    }

    private boolean perMetre() {
        if (fields.first("price/period") != null) {
            remarks.reject("NOT_A_SALE", fields.first("price/period"));
        }
        var unit = fields.first("price/unit");
        if (unit != null && !Values.squareMetres(unit)) {
            remarks.reject("UNKNOWN_PRICE_UNIT", unit);
        }
        return unit != null;
    }
}
