package io.kvartal.portfolio;

import io.kvartal.billing.AccountState;
import io.kvartal.catalogue.Developer;
import io.kvartal.contract.Contract;
import io.kvartal.lead.LeadStats;
import io.kvartal.survey.DeveloperWave;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One developer as the account manager sees it this month.
 *
 * @param contract null when nothing is in force
 * @param disputes opened this month, whatever became of them
 * @param nps the newest wave in which the developer was asked
 * @param signals what needs attention today, worst first
 */
public record Account(
        Developer developer,
        @Nullable Contract contract,
        LeadStats stats,
        LeadStats before,
        Forecast forecast,
        AccountState money,
        long disputes,
        @Nullable DeveloperWave nps,
        List<Signal> signals) {

    /** How pressing the account is; the portfolio is sorted by it. */
    public int weight() {
        return signals.stream().mapToInt(Signal::weight).sum();
    }

    /** Share of leads in which somebody spoke with the buyer, 0 to 1; 1 without leads. */
    public double answered() {
        return stats.leads() == 0 ? 1 : (double) stats.answered() / stats.leads();
    }

    /** With more that needs attention. */
    Account with(List<Signal> more) {
        return new Account(
                developer, contract, stats, before, forecast, money, disputes, nps, Signal.with(more, signals));
    }
}
