package io.kvartal.contract;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the nested parts of a contract stand in their columns: component by component, independent of what is configured for HTTP. */
final class ContractJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .addMixIn(Commission.class, CommissionKinds.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Commission.Flat.class, name = "flat"),
        @JsonSubTypes.Type(value = Commission.Percent.class, name = "percent")
    })
    private interface CommissionKinds {}

    private ContractJson() {}

    static String write(Object part) {
        return JSON.writeValueAsString(part);
    }

    static ContractDraft draft(String text) {
        return JSON.readValue(text, ContractDraft.class);
    }

    static Terms terms(String text) {
        return JSON.readValue(text, Terms.class);
    }

    static Map<String, Terms> complexTerms(String text) {
        return JSON.readValue(text, new TypeReference<Map<String, Terms>>() {});
    }

    static List<PriceRule> prices(String text) {
        return JSON.readValue(text, new TypeReference<List<PriceRule>>() {});
    }

    static WorkingHours hours(String text) {
        return JSON.readValue(text, WorkingHours.class);
    }

    static List<BundleItem> bundle(String text) {
        return JSON.readValue(text, new TypeReference<List<BundleItem>>() {});
    }

    static DisputeTerms disputes(String text) {
        return JSON.readValue(text, DisputeTerms.class);
    }

    static Party party(String text) {
        return JSON.readValue(text, Party.class);
    }
}
