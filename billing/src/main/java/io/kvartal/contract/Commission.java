package io.kvartal.contract;

import io.kvartal.shared.Money;
import java.math.BigDecimal;

/** What a deal costs under CPT, without VAT. */
public sealed interface Commission {
    Money of(Money contractSum);

    record Flat(Money amount) implements Commission {
        public Flat {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a commission of nothing");
            }
        }

        @Override
        public Money of(Money contractSum) {
            return amount;
        }
    }

    /** @param percent of the contract sum at registration, above 0 and at most 100 */
    record Percent(BigDecimal percent) implements Commission {
        public Percent {
            if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("a commission of " + percent + " %");
            }
        }

        @Override
        public Money of(Money contractSum) {
            return contractSum.times(percent.movePointLeft(2));
        }
    }
}
