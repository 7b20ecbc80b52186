package io.kvartal.catalogue.yrl;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about every offer of one document: good, doubtful (kept, with a remark) or rejected, and why.
 *
 * <p>Pure but for remembering which ids the document has already used.
 */
public final class YrlRules {
    private final LocalDate today;
    private final Set<String> seen = new HashSet<>();

    public YrlRules(LocalDate today) {
        this.today = today;
    }

    /** @param offer null when the offer is rejected; then at least one finding is fatal */
    public record Result(@Nullable YrlOffer offer, List<Finding> findings) {}

    public Result check(RawOffer raw, @Nullable String generationDate) {
        var findings = new ArrayList<Finding>();
        if (raw.internalId().isEmpty()) {
            findings.add(new Finding("MISSING_ID", true, List.of()));
        } else if (!seen.add(raw.internalId())) {
            findings.add(new Finding("ID_REUSED", true, List.of(raw.internalId())));
        }
        var offer = new OfferCheck(raw, today, generationDate, findings).read();
        boolean fatal = findings.stream().anyMatch(Finding::fatal);
        return new Result(fatal ? null : offer, List.copyOf(findings));
    }
}
