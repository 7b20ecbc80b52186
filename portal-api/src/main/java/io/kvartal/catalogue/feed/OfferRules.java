package io.kvartal.catalogue.feed;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about every offer of one document: good, doubtful (kept, with a remark) or rejected, and why. For one thread at a time.
 *
 * <p>Pure. That a document uses an id twice can be seen only in the whole of it, so the import looks for that where the whole lies: in the database.
 */
public final class OfferRules {
    private final FeedFormat format;
    private final KnownComplexes known;
    private final LocalDate today;
    private final TextCheck.Texts texts = new TextCheck.Texts();

    public OfferRules(FeedFormat format, KnownComplexes known, LocalDate today) {
        this.format = format;
        this.known = known;
        this.today = today;
    }

    /** @param offer null when the offer is rejected; then at least one finding is fatal */
    public record Result(@Nullable FeedOffer offer, List<Finding> findings) {}

    public Result check(RawOffer raw, @Nullable String generationDate) {
        var remarks = new Remarks();
        if (raw.internalId().isEmpty()) {
            remarks.reject("MISSING_ID", format.vocabulary().id());
        }
        var home = format.saysWhere() || known.complete(raw, remarks);
        var fields = new Fields(raw, format.vocabulary(), remarks);
        var offer = new OfferCheck(fields, texts, today, generationDate).read(home);
        return new Result(remarks.fatal() ? null : offer, remarks.all());
    }
}
