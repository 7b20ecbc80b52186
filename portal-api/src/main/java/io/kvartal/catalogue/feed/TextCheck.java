package io.kvartal.catalogue.feed;

import io.kvartal.shared.PhoneNumber;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** What an offer says in words and pictures. */
final class TextCheck {
    private static final Pattern FLAT_NUMBER =
            Pattern.compile("(?iu)(?:квартир[аыу]|кв\\.|пәтер)\\s*№?\\s*(\\d{1,5})(?!\\d|[.,]\\d)");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("эконом", "economy"),
            Map.entry("econom", "economy"),
            Map.entry("комфорт", "comfort"),
            Map.entry("comfort", "comfort"),
            Map.entry("бизнес", "business"),
            Map.entry("business", "business"),
            Map.entry("прем", "premium"),
            Map.entry("prem", "premium"),
            Map.entry("элит", "premium"),
            Map.entry("elit", "premium"));

    private final Fields fields;
    private final Texts known;
    private final Remarks remarks;

    TextCheck(Fields fields, Texts known) {
        this.fields = fields;
        this.known = known;
        this.remarks = fields.remarks();
    }

    /** Kept over the offers of one document. */
    static final class Texts {
        private final Remembered<String> plain = new Remembered<>(TextCheck::plain);
        private final Remembered<Optional<PhoneNumber>> phones = new Remembered<>(PhoneNumber::parse);
        private final Remembered<Boolean> webAddresses = new Remembered<>(TextCheck::isWebAddress);
    }

    @Nullable
    String flatNumber() {
        var given = fields.first("location/apartment", "apartment", "flat-number");
        if (given != null) {
            return given;
        }
        var text = fields.first("description");
        var found = FLAT_NUMBER.matcher(text == null ? "" : text);
        return found.find() ? found.group(1) : null;
    }

    /** Without markup. */
    @Nullable
    String description() {
        var html = fields.first("description");
        return html == null ? null : known.plain.of(html);
    }

    private static String plain(String html) {
        var text = html.indexOf('<') < 0 && html.indexOf('&') < 0
                ? SPACES.matcher(html).replaceAll(" ").strip()
                : Jsoup.parse(html).text();
        return text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) : text;
    }

    /** E.164. */
    @Nullable
    String phone() {
        var text = fields.first("sales-agent/phone");
        if (text == null && !fields.says("sales-agent/phone")) {
            return null;
        }
        if (text == null) {
            remarks.doubt("MISSING_PHONE", fields.own("sales-agent/phone"));
            return null;
        }
        var phone = known.phones.of(text);
        if (phone.isEmpty()) {
            remarks.doubt("INVALID_PHONE", text);
        }
        return phone.map(PhoneNumber::e164).orElse(null);
    }

    /** How many addresses of this kind can be fetched; those that cannot are remarked. */
    int pictures(String path) {
        int good = 0;
        for (var url : fields.raw().all(path)) {
            if (known.webAddresses.of(url)) {
                good++;
            } else {
                remarks.doubt("INVALID_MEDIA_URL", url);
            }
        }
        return good;
    }

    private static boolean isWebAddress(String url) {
        try {
            var uri = URI.create(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    String buildingName() {
        var phase = fields.first("building-phase");
        var section = fields.first("building-section");
        if (phase == null && section == null) {
            return "1";
        }
        return phase == null ? String.valueOf(section) : section == null ? phase : phase + ", " + section;
    }

    String buildingClass() {
        var text = fields.first("building-class", "class");
        var word = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return CLASSES.entrySet().stream()
                .filter(known -> word.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    /** What must be right about the kind of the offer for it to be here at all. */
    void kind() {
        kind("type", List.of("продажа", "sale", "sell"), "NOT_A_SALE");
        kind("category", List.of("квартира", "flat", "apartment"), "NOT_A_FLAT");
        if (fields.first("new-flat") != null && !fields.truth("new-flat", true)) {
            remarks.reject("NOT_NEW_FLAT", fields.own("new-flat"));
        }
    }

    private void kind(String path, List<String> good, String code) {
        var text = fields.first(path);
        if (text != null && !good.contains(text.toLowerCase(Locale.ROOT))) {
            remarks.reject(code, text, fields.own(path));
        }
    }
}
