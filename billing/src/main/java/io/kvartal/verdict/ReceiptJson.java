package io.kvartal.verdict;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The written form of facts and receipts. It is stored and compared as text, so it has its own mapper: nothing that is configured for HTTP may change
 * it. Components stand in the order of their records; instants are ISO-8601; absent values are {@code null}.
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

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "code")
    private interface ByCode {}
}
