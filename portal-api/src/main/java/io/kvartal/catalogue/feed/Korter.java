package io.kvartal.catalogue.feed;

import io.kvartal.platform.xml.BrokenXml;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Korter's JSON: the answer of {@code /project-units} (a bare list of units, whose project the sender names), or projects that hold their {@code units}.
 * It says nothing of where a complex stands; prices are in the money of the country.
 */
final class Korter implements OfferReader {
    static final Vocabulary VOCABULARY = new Vocabulary(
            "id",
            "room_count = 0",
            "complex-id",
            "project_id",
            "building-name",
            "project_name",
            "building-section",
            "block_name",
            "apartment",
            "flat_number",
            "category",
            "unit_type",
            "rooms",
            "room_count",
            "area/value",
            "area",
            "floor",
            "floor",
            "price/value",
            "price",
            "status",
            "status",
            "plan",
            "layout_url");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(64 * 1024)
                    .maxNameLength(500)
                    .maxNumberLength(100)
                    .build())
            .build();
    /** A penthouse and a flat on two floors are flats; houses are not. */
    private static final List<String> FLATS = List.of("flat", "penthouse", "duplex");

    private final JsonParser json;
    private final ReadOptions options;
    private boolean begun;
    private boolean inUnits;
    private @Nullable String projectId;
    private @Nullable String projectName;
    private int offers;

    Korter(InputStream in, ReadOptions options) {
        this.json = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), in);
        this.options = options;
    }

    @Override
    public @Nullable RawOffer next() {
        try {
            while (true) {
                var token = json.nextToken();
                if (token == null) {
                    return ended();
                }
                begun = true;
                var offer = token == JsonToken.START_OBJECT ? object() : null;
                if (offer != null) {
                    return offer;
                }
                rest(token);
            }
        } catch (JacksonException broken) {
            throw malformed(broken);
        }
    }

    private @Nullable RawOffer ended() {
        if (!begun) {
            throw broken("json-not-well-formed", "empty");
        }
        return null;
    }

    /** What stands between the objects: ends of lists, and of a project what comes after its units. */
    private void rest(JsonToken token) {
        switch (token) {
            case END_ARRAY -> inUnits = false;
            case PROPERTY_NAME -> {
                json.nextToken();
                json.skipChildren();
            }
            case START_ARRAY, END_OBJECT, START_OBJECT -> {}
            default -> throw broken("wrong-root", String.valueOf(json.getString()));
        }
    }

    /** A unit, or null when it was a project whose units come next. */
    private @Nullable RawOffer object() {
        var unit = new RawOffer(json.currentTokenLocation().getLineNr(), "");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == JsonToken.START_ARRAY && !inUnits && name.equals("units")) {
                projectId = unit.first("id");
                projectName = unit.first("name");
                inUnits = true;
                return null;
            }
            if (value == JsonToken.START_ARRAY && !inUnits && name.equals("projects")) {
                return null;
            }
            if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                unit.add(name, json.getString());
            }
        }
        return inUnits || unit.has("area") || unit.has("status") ? offer(unit) : null;
    }

    private RawOffer offer(RawOffer unit) {
        if (++offers > options.maxOffers()) {
            throw broken("too-many-offers", String.valueOf(options.maxOffers()));
        }
        var id = unit.first("id");
        var offer = VOCABULARY.translate(unit, id == null ? "" : id);
        var project = projectId == null ? options.project() : projectId;
        if (project != null) {
            offer.set("complex-id", project);
        }
        if (projectName != null) {
            offer.set("building-name", projectName);
        }
        var type = offer.first("category");
        if (type != null && FLATS.contains(type)) {
            offer.set("category", "flat");
        }
        offer.set("price/currency", "KZT");
        return offer;
    }

    private BrokenXml broken(String code, String detail) {
        var at = json.currentTokenLocation();
        return new BrokenXml(code, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), detail);
    }

    private static BrokenXml malformed(JacksonException cause) {
        var at = cause.getLocation();
        var detail = String.valueOf(cause.getOriginalMessage());
        return at == null
                ? new BrokenXml("json-not-well-formed", 0, 0, detail)
                : new BrokenXml("json-not-well-formed", at.getLineNr(), at.getColumnNr(), detail);
    }

    @Override
    public void close() {
        json.close();
    }
}
