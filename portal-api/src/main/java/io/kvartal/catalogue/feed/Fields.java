package io.kvartal.catalogue.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the texts of one offer as numbers, areas and truths, and remarks what cannot be read, under the name that the document gives it. */
final class Fields {
    private static final BigDecimal LARGEST_FLAT = new BigDecimal(5_000);

    private final RawOffer raw;
    private final Vocabulary vocabulary;
    private final Remarks remarks;

    Fields(RawOffer raw, Vocabulary vocabulary, Remarks remarks) {
        this.raw = raw;
        this.vocabulary = vocabulary;
        this.remarks = remarks;
    }

    RawOffer raw() {
        return raw;
    }

    Remarks remarks() {
        return remarks;
    }

    @Nullable
    String first(String... paths) {
        return raw.first(paths);
    }

    /** What the document calls it. */
    String own(String path) {
        return vocabulary.own(path);
    }

    /** Whether the format could say it. */
    boolean says(String path) {
        return vocabulary.says(path);
    }

    String studio() {
        return vocabulary.studio();
    }

    @Nullable
    Integer number(String path, boolean needed, int min, int max) {
        var text = raw.first(path);
        if (text == null) {
            if (needed) {
                remarks.reject("MISSING_" + path.toUpperCase(Locale.ROOT), own(path));
            }
            return null;
        }
        var value = Values.integer(text).filter(v -> v >= min && v <= max);
        if (value.isEmpty()) {
            remarks.note(needed, "INVALID_INTEGER", own(path), text);
        }
        return value.orElse(null);
    }

    /** In square metres, two decimals. */
    @Nullable
    BigDecimal area(String path, boolean needed) {
        var text = raw.first(path + "/value", path);
        if (text == null) {
            if (needed) {
                remarks.reject("MISSING_AREA", own(path + "/value"));
            }
            return null;
        }
        var unit = raw.first(path + "/unit");
        if (unit != null && !Values.squareMetres(unit)) {
            remarks.note(needed, "UNKNOWN_AREA_UNIT", unit);
            return null;
        }
        var value = Values.decimal(text).filter(a -> a.signum() > 0 && a.compareTo(LARGEST_FLAT) < 0);
        if (value.isEmpty()) {
            remarks.note(needed, "INVALID_DECIMAL", own(path + "/value"), text);
            return null;
        }
        return value.get().setScale(2, RoundingMode.HALF_UP);
    }

    boolean truth(String path, boolean otherwise) {
        var text = raw.first(path);
        if (text == null) {
            return otherwise;
        }
        var value = Values.truth(text);
        if (value.isEmpty()) {
            remarks.doubt("INVALID_BOOLEAN", own(path), text);
        }
        return value.orElse(otherwise);
    }

    @Nullable
    Double coordinate(String... paths) {
        var text = raw.first(paths);
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text.replace(',', '.'));
        } catch (NumberFormatException unreadable) {
            remarks.doubt("INVALID_DECIMAL", own(paths[0]), text);
            return null;
        }
    }
}
