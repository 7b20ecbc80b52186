package io.kvartal.billing;

import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.Contract;
import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the time machine found.
 *
 * @param versions newest first
 * @param signed under the contracts as they are
 * @param grid row by row: for every threshold all windows
 * @param breakEven null while neither the contract nor a variant pays for contacts
 */
public record TimeMachineReport(
        TenantId tenant,
        TimeMachineQuestion question,
        List<Contract> versions,
        TimeMachineResult signed,
        TimeMachineBooks books,
        List<TimeMachineResult> grid,
        List<TimeMachineResult> variants,
        @Nullable TimeMachineBreakEven breakEven) {

    public TimeMachineReport {
        versions = List.copyOf(versions);
        grid = List.copyOf(grid);
        variants = List.copyOf(variants);
    }

    /** Zero, unless something became known that no contact was judged again for. With VAT. */
    public Money difference() {
        return signed.totals().gross().minus(books.gross());
    }

    public TimeMachineResult cell(int second, int day) {
        return grid.get(second * question.days().size() + day);
    }

    /** What paying per contact costs: as signed, else under the first variant that does so. Without VAT. */
    static Optional<Money> perContact(
            List<Contract> versions, TimeMachineResult signed, List<TimeMachineResult> variants) {
        var model = versions.getFirst().model();
        return model == CommercialModel.CPL
                ? Optional.of(signed.totals().net())
                : variants.stream()
                        .filter(result -> result.variant().paysContacts(model))
                        .map(result -> result.totals().net())
                        .findFirst();
    }
}
