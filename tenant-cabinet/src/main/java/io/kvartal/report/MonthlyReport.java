package io.kvartal.report;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.lead.LeadStats;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Money;
import java.util.List;

/**
 * What a developer got in one month, and what it cost.
 *
 * @param before the month before, to compare with
 * @param plan leads promised by the contract; 0 for none
 * @param charged without VAT
 * @param credited of it, without VAT
 * @param perTarget cost of one target lead after credits; zero when there was none
 */
public record MonthlyReport(
        Developer developer,
        BillingPeriod period,
        LeadStats stats,
        LeadStats before,
        int plan,
        Money charged,
        Money credited,
        Money perTarget,
        long disputes,
        long upheld,
        List<Complex> complexes) {

    public double answeredShare() {
        return stats.leads() == 0 ? 0 : (double) stats.answered() / stats.leads();
    }

    public double targetShare() {
        return stats.leads() == 0 ? 0 : (double) stats.target() / stats.leads();
    }

    public String complexName(String slug) {
        return complexes.stream()
                .filter(complex -> complex.slug().equals(slug))
                .map(Complex::name)
                .findFirst()
                .orElse(slug);
    }
}
