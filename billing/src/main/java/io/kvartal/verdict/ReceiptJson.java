package io.kvartal.verdict;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kvartal.shared.Sha256;
import io.kvartal.verdict.History.ClientClaim;
import io.kvartal.verdict.History.Earlier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The written form of facts and receipts. It is stored and compared as text, so it has its own mapper: nothing that is configured for HTTP may change
 * it. Components stand in the order of their records; instants are ISO-8601; absent values are {@code null}, but what records got later is left out when
 * absent: the text of an old receipt stays what it was.
 */
public final class ReceiptJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .addMixIn(Verdict.class, ByCode.class)
            .addMixIn(Receipt.class, LaterReceipt.class)
            .addMixIn(Classification.class, LaterClassification.class)
            .registerSubtypes(
                    new NamedType(Verdict.Target.class, "TARGET"),
                    new NamedType(Verdict.Duplicate.class, "DUPLICATE"),
                    new NamedType(Verdict.TooShort.class, "TOO_SHORT"),
                    new NamedType(Verdict.NeedsListening.class, "NEEDS_LISTENING"),
                    new NamedType(Verdict.Missed.class, "MISSED"),
                    new NamedType(Verdict.Excluded.class, "EXCLUDED"),
                    new NamedType(Verdict.Unverifiable.class, "UNVERIFIABLE"),
                    new NamedType(Verdict.KnownClient.class, "KNOWN_CLIENT"),
                    new NamedType(Verdict.OverCap.class, "OVER_CAP"),
                    new NamedType(Verdict.NonTarget.class, "NON_TARGET"))
            .build();
    /** Nobody compares histories as text, so what is absent is left out. */
    private static final JsonMapper SPARSE = JSON.rebuild()
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ReceiptJson() {}

    public static String write(Receipt receipt) {
        return JSON.writeValueAsString(receipt);
    }

    public static Receipt receipt(String text) {
        return JSON.readValue(text, Receipt.class);
    }

    public static String write(ContactFacts facts) {
        return JSON.writeValueAsString(facts);
    }

    public static ContactFacts facts(String text) {
        return JSON.readValue(text, ContactFacts.class);
    }

    /** Null when nothing had happened. */
    public static @Nullable String write(History history) {
        return history.isEmpty() ? null : SPARSE.writeValueAsString(history);
    }

    /** @param text null: nothing had happened */
    public static History history(@Nullable String text) {
        return text == null
                ? History.NONE
                : SPARSE.readValue(text, Compact.class).history();
    }

    /** By which a receipt that is derived again is known to be the same. */
    public static byte[] hash(Receipt receipt) {
        return Sha256.of(JSON.writeValueAsBytes(receipt));
    }

    /** @param receipt as written */
    public static byte[] hash(String receipt) {
        return Sha256.of(receipt);
    }

    /** Everything may be missing from the stored text. */
    private record Compact(
            @Nullable List<Earlier> earlier,
            @Nullable Earlier takenOverBy,
            @Nullable List<ClientClaim> claims,
            int billedToday,
            int billedThisMonth,
            int billedCallsNow) {
        History history() {
            return new History(
                    earlier == null ? List.of() : earlier,
                    takenOverBy,
                    claims == null ? List.of() : claims,
                    billedToday,
                    billedThisMonth,
                    billedCallsNow);
        }
    }

    private abstract static class LaterReceipt {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        VendorDifference vendor;
    }

    private abstract static class LaterClassification {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String action;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "code")
    private interface ByCode {}
}
