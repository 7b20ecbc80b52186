package io.kvartal.catalogue.yrl;

import io.kvartal.catalogue.Places;
import io.kvartal.shared.PhoneNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** The examination of one offer: reads what can be read and notes everything that has to be mended, not only the first. */
final class OfferCheck {
    private static final Pattern FLAT_NUMBER =
            Pattern.compile("(?iu)(?:квартир[аыу]|кв\\.|пәтер)\\s*№?\\s*(\\d{1,5})(?!\\d|[.,]\\d)");
    private static final BigDecimal CHEAPEST_METRE = new BigDecimal(50_000);
    private static final BigDecimal DEAREST_METRE = new BigDecimal(20_000_000);
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("available", "AVAILABLE"),
            Map.entry("free", "AVAILABLE"),
            Map.entry("свободна", "AVAILABLE"),
            Map.entry("свободно", "AVAILABLE"),
            Map.entry("в продаже", "AVAILABLE"),
            Map.entry("reserved", "RESERVED"),
            Map.entry("booked", "RESERVED"),
            Map.entry("бронь", "RESERVED"),
            Map.entry("забронирована", "RESERVED"),
            Map.entry("забронировано", "RESERVED"),
            Map.entry("резерв", "RESERVED"),
            Map.entry("sold", "SOLD"),
            Map.entry("продана", "SOLD"),
            Map.entry("продано", "SOLD"));

    private final RawOffer raw;
    private final LocalDate today;
    private final @Nullable String generationDate;
    private final List<Finding> findings;

    OfferCheck(RawOffer raw, LocalDate today, @Nullable String generationDate, List<Finding> findings) {
        this.raw = raw;
        this.today = today;
        this.generationDate = generationDate;
        this.findings = findings;
    }

    /** The offer, meaningful only when no finding is fatal. */
    @Nullable
    YrlOffer read() {
        kind();
        var area = area("area", true);
        var living = area("living-space", false);
        var kitchen = area("kitchen-space", false);
        if (area != null && living != null && living.compareTo(area) > 0) {
            reject("LIVING_GT_TOTAL", living.toPlainString(), area.toPlainString());
        }
        var price = price(area);
        var rooms = rooms();
        var floor = number("floor", true, -3, 200);
        var floors = number("floors-total", false, 1, 200);
        if (floor != null && floors != null && floor > floors) {
            doubt("FLOOR_GT_TOTAL", floor.toString(), floors.toString());
        }
        var name = raw.first("building-name", "complex-name", "complex/name");
        if (name == null) {
            reject("MISSING_COMPLEX");
        }
        var place = place();
        var ready = ready();
        media();
        var asOf = asOf();
        var description = description();
        if (name == null
                || area == null
                || price == null
                || rooms == null
                || floor == null
                || place == null
                || ready == null) {
            return null;
        }
        var key = raw.first("yandex-building-id", "complex-id");
        var house = raw.first("yandex-house-id", "building-id");
        var section = buildingName();
        return new YrlOffer(
                raw.internalId(),
                key == null ? name.toLowerCase(Locale.ROOT) : key,
                name,
                house == null ? section.toLowerCase(Locale.ROOT) : house,
                section,
                place.city,
                place.district,
                raw.first("location/address", "address"),
                place.lat,
                place.lon,
                buildingClass(),
                ready.state,
                ready.year,
                ready.quarter,
                flatNumber(),
                rooms,
                area,
                living,
                kitchen,
                floor,
                floors,
                truth("apartments", false),
                price,
                "KZT",
                asOf,
                state(),
                phone(),
                description);
    }

    // ---- what is offered ----

    private void kind() {
        var type = raw.first("type");
        if (type != null && !type.equalsIgnoreCase("продажа") && !type.equalsIgnoreCase("sale")) {
            reject("NOT_A_SALE", type);
        }
        var category = raw.first("category");
        if (category != null && !category.equalsIgnoreCase("квартира") && !category.equalsIgnoreCase("flat")) {
            reject("NOT_A_FLAT", category);
        }
        if (raw.first("new-flat") != null && !truth("new-flat", true)) {
            reject("NOT_NEW_FLAT");
        }
    }

    private @Nullable Integer rooms() {
        if (truth("studio", false)) {
            return 0;
        }
        var text = raw.first("rooms");
        if (text == null && truth("open-plan", false)) {
            return 0;
        }
        if (text == null) {
            reject("MISSING_ROOMS");
            return null;
        }
        if (text.equalsIgnoreCase("студия") || text.equalsIgnoreCase("studio")) {
            return 0;
        }
        return number("rooms", true, 0, 20);
    }

    private @Nullable BigDecimal area(String field, boolean needed) {
        var text = raw.first(field + "/value", field);
        if (text == null) {
            if (needed) {
                reject("MISSING_AREA");
            }
            return null;
        }
        var unit = raw.first(field + "/unit");
        if (unit != null && !Values.squareMetres(unit)) {
            note(needed, "UNKNOWN_AREA_UNIT", unit);
            return null;
        }
        var value = Values.decimal(text).filter(a -> a.signum() > 0 && a.compareTo(new BigDecimal(5_000)) < 0);
        if (value.isEmpty()) {
            note(needed, "INVALID_DECIMAL", field, text);
            return null;
        }
        return value.get().setScale(2, RoundingMode.HALF_UP);
    }

    private @Nullable Long price(@Nullable BigDecimal area) {
        var text = raw.first("price/value", "price");
        if (text == null) {
            reject("MISSING_PRICE");
            return null;
        }
        boolean kzt = currency();
        boolean perMetre = perMetre();
        var value = Values.decimal(text).filter(p -> p.signum() > 0);
        if (value.isEmpty()) {
            reject("INVALID_DECIMAL", "price/value", text);
            return null;
        }
        if (!kzt || area == null) {
            return null;
        }
        var whole = (perMetre ? value.get().multiply(area) : value.get()).setScale(2, RoundingMode.HALF_UP);
        var metre = whole.divide(area, 0, RoundingMode.HALF_UP);
        if (metre.compareTo(CHEAPEST_METRE) < 0 || metre.compareTo(DEAREST_METRE) > 0) {
            reject("PRICE_IMPLAUSIBLE", whole.toPlainString(), metre.toPlainString());
            return null;
        }
        return whole.movePointRight(2).longValueExact();
    }

    private boolean currency() {
        var text = raw.first("price/currency");
        if (text == null) {
            reject("MISSING_CURRENCY");
            return false;
        }
        var known = Values.currency(text);
        if (known.isEmpty()) {
            reject("UNKNOWN_CURRENCY", text);
        } else if (!known.get().equals("KZT")) {
            reject("FOREIGN_CURRENCY", known.get());
        }
        return known.filter("KZT"::equals).isPresent();
    }

    private boolean perMetre() {
        if (raw.first("price/period") != null) {
            reject("NOT_A_SALE", raw.first("price/period"));
        }
        var unit = raw.first("price/unit");
        if (unit != null && !Values.squareMetres(unit)) {
            reject("UNKNOWN_PRICE_UNIT", unit);
        }
        return unit != null;
    }

    private String state() {
        var text = raw.first("status", "status-humanized");
        if (text == null) {
            return "AVAILABLE";
        }
        var state = STATES.get(text.toLowerCase(Locale.ROOT));
        if (state == null) {
            doubt("UNKNOWN_STATUS", text);
            return "UNKNOWN";
        }
        return state;
    }

    private @Nullable String flatNumber() {
        var given = raw.first("location/apartment", "apartment", "flat-number");
        if (given != null) {
            return given;
        }
        var text = raw.first("description");
        var found = FLAT_NUMBER.matcher(text == null ? "" : text);
        return found.find() ? found.group(1) : null;
    }

    // ---- where and when ----

    private record Place(String city, String district, double lat, double lon) {}

    private @Nullable Place place() {
        var city = city();
        if (city == null) {
            return null;
        }
        var point = point(city);
        var named = raw.first("location/sub-locality-name", "sub-locality-name", "location/district");
        var district = named == null ? null : city.named(named).orElse(null);
        if (district == null) {
            district = point == null ? city.nearest(city.lat(), city.lon()) : city.nearest(point.lat, point.lon);
            doubt("UNKNOWN_DISTRICT", named == null ? "—" : named, district.slug());
        }
        return point == null
                ? new Place(city.slug(), district.slug(), district.lat(), district.lon())
                : new Place(city.slug(), district.slug(), point.lat, point.lon);
    }

    private record Point(double lat, double lon) {}

    private @Nullable Point point(Places.City city) {
        var lat = coordinate("location/latitude", "latitude");
        var lon = coordinate("location/longitude", "longitude");
        if (lat == null || lon == null) {
            doubt("MISSING_COORDINATES");
            return null;
        }
        if (Places.kilometres(lat, lon, city.lat(), city.lon()) > 60) {
            doubt("COORDINATES_FAR", lat + ", " + lon, city.slug());
            return null;
        }
        return new Point(lat, lon);
    }

    private Places.@Nullable City city() {
        var address = raw.first("location/address", "address");
        var named = raw.first("location/locality-name", "locality-name", "location/region");
        var text = named != null ? named : address == null ? null : address.split(",")[0];
        var city = text == null ? null : Places.cityNamed(text).orElse(null);
        if (city == null) {
            reject("UNKNOWN_CITY", text == null ? "—" : text);
        }
        return city;
    }

    private @Nullable Double coordinate(String... paths) {
        var text = raw.first(paths);
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text.replace(',', '.'));
        } catch (NumberFormatException unreadable) {
            doubt("INVALID_DECIMAL", paths[0], text);
            return null;
        }
    }

    private record Ready(String state, int year, int quarter) {}

    private @Nullable Ready ready() {
        var text = raw.first("building-state");
        var state = text == null ? "unfinished" : text.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!List.of("unfinished", "built", "hand-over").contains(state)) {
            doubt("UNKNOWN_BUILDING_STATE", state);
            state = "unfinished";
        }
        var year = number("built-year", false, 1950, today.getYear() + 20);
        var quarter = number("ready-quarter", false, 1, 4);
        if (year == null && state.equals("unfinished")) {
            reject("MISSING_COMPLETION");
            return null;
        }
        if (year == null) {
            return new Ready(state, today.getYear(), (today.getMonthValue() + 2) / 3);
        }
        if (quarter == null && state.equals("unfinished")) {
            doubt("MISSING_QUARTER", year.toString());
        }
        return new Ready(state, year, quarter == null ? 4 : quarter);
    }

    private String buildingName() {
        var phase = raw.first("building-phase");
        var section = raw.first("building-section");
        if (phase == null && section == null) {
            return "1";
        }
        return phase == null ? String.valueOf(section) : section == null ? phase : phase + ", " + section;
    }

    private String buildingClass() {
        var text = raw.first("building-class", "class");
        var word = text == null ? "" : text.toLowerCase(Locale.ROOT);
        if (word.startsWith("эконом") || word.startsWith("econom")) {
            return "economy";
        }
        if (word.startsWith("комфорт") || word.startsWith("comfort")) {
            return "comfort";
        }
        if (word.startsWith("бизнес") || word.startsWith("business")) {
            return "business";
        }
        return word.startsWith("прем") || word.startsWith("prem") || word.startsWith("элит") || word.startsWith("elit")
                ? "premium"
                : "other";
    }

    private LocalDate asOf() {
        var text = raw.first("last-update-date", "creation-date");
        if (text == null) {
            text = generationDate;
        }
        if (text == null) {
            return today;
        }
        var date = Values.date(text).filter(d -> !d.isAfter(today.plusDays(1)));
        if (date.isEmpty()) {
            doubt("INVALID_DATE", text);
            return today;
        }
        if (date.get().isBefore(today.minusDays(30))) {
            doubt("STALE_OFFER", date.get().toString());
        }
        return date.get().isAfter(today) ? today : date.get();
    }

    // ---- the rest ----

    private @Nullable String phone() {
        var text = raw.first("sales-agent/phone");
        if (text == null) {
            doubt("MISSING_PHONE");
            return null;
        }
        var phone = PhoneNumber.parse(text);
        if (phone.isEmpty()) {
            doubt("INVALID_PHONE", text);
        }
        return phone.map(PhoneNumber::e164).orElse(null);
    }

    private void media() {
        for (var url : raw.all("image")) {
            if (!isWebAddress(url)) {
                doubt("INVALID_MEDIA_URL", url);
            }
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            var uri = URI.create(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private @Nullable String description() {
        var html = raw.first("description");
        if (html == null) {
            return null;
        }
        var text = Jsoup.parse(html).text();
        return text.length() > 4_000 ? text.substring(0, 4_000) : text;
    }

    private @Nullable Integer number(String field, boolean needed, int min, int max) {
        var text = raw.first(field);
        if (text == null) {
            if (needed) {
                reject("MISSING_" + field.toUpperCase(Locale.ROOT));
            }
            return null;
        }
        var value = Values.integer(text).filter(v -> v >= min && v <= max);
        if (value.isEmpty()) {
            note(needed, "INVALID_INTEGER", field, text);
        }
        return value.orElse(null);
    }

    private boolean truth(String field, boolean otherwise) {
        var text = raw.first(field);
        if (text == null) {
            return otherwise;
        }
        var value = Values.truth(text);
        if (value.isEmpty()) {
            doubt("INVALID_BOOLEAN", field, text);
        }
        return value.orElse(otherwise);
    }

    private void reject(String code, @Nullable String... args) {
        note(true, code, args);
    }

    private void doubt(String code, @Nullable String... args) {
        note(false, code, args);
    }

    /** Quoted values are cut, so that a sentence stays a sentence. */
    private void note(boolean fatal, String code, @Nullable String... args) {
        var quoted = java.util.Arrays.stream(args)
                .map(String::valueOf)
                .map(a -> a.length() > 120 ? a.substring(0, 120) + "…" : a)
                .toList();
        findings.add(new Finding(code, fatal, quoted));
    }
}
