package io.kvartal.platform.web;

import gg.jte.Content;
import io.kvartal.platform.CurrentUser;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every template needs besides its own data: language, texts, forms of values, links, the person who looks.
 *
 * <p>Immutable; made per request by {@link Uis}. Times are shown in {@link #ZONE}.
 */
public final class Ui {
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Context context;
    private final Formats formats;

    /** Everything a request decides. */
    record Context(
            Messages messages,
            Assets assets,
            boolean strict,
            Lang lang,
            URI request,
            String origin,
            @Nullable String csrfToken,
            String csrfParameter,
            String csrfHeader,
            @Nullable CurrentUser user,
            List<MenuEntry> menu,
            Instant now,
            String requestId) {}

    Ui(Context context) {
        this.context = context;
        this.formats = new Formats(context.messages, context.lang);
    }

    /** For tests: no request, nobody signed in, 21 November 2026 14:00 in Almaty; a missing text throws. */
    public static Ui sample(Lang lang) {
        return sample(lang, null, new MenuEntry[0]);
    }

    public static Ui sample(Lang lang, @Nullable CurrentUser user, MenuEntry... menu) {
        return new Ui(new Context(
                new Messages(true),
                Assets.onClassPath(),
                true,
                lang,
                URI.create("/" + lang.code() + "/"),
                "https://kvartal.example",
                "sample-csrf-token",
                "_csrf",
                "X-CSRF-TOKEN",
                user,
                List.of(menu),
                Instant.parse("2026-11-21T09:00:00Z"),
                "sample-request"));
    }

    /** The text, never HTML: the template escapes it. */
    public String t(String key, @Nullable Object... args) {
        var shown = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            shown[i] = formats.argument(args[i]);
        }
        return context.messages.text(context.lang, key, shown);
    }

    public boolean has(String key) {
        return context.messages.has(context.lang, key);
    }

    public Lang lang() {
        return context.lang;
    }

    public @Nullable CurrentUser user() {
        return context.user;
    }

    public Instant now() {
        return context.now;
    }

    public String requestId() {
        return context.requestId;
    }

    // ---- values ----

    /** {@code 24 900 000 ₸}; decimals only when there are any. */
    public String money(Money money) {
        return formats.money(money);
    }

    /** Short, for cards and map pins: {@code 24,9 млн ₸}. */
    public String moneyShort(Money money) {
        return formats.moneyShort(money);
    }

    public String phone(PhoneNumber phone) {
        return nbsp(phone.display());
    }

    public String phoneMasked(PhoneNumber phone) {
        return nbsp(phone.masked());
    }

    public String number(long number) {
        return formats.number(number);
    }

    public String number(BigDecimal number) {
        return formats.number(number);
    }

    /** {@code 0.125} as {@code 12,5 %}. */
    public String percent(double share) {
        return formats.percent(share);
    }

    /** {@code 21 ноября 2026}. */
    public String date(LocalDate date) {
        return formats.date(date);
    }

    /** {@code 21 ноября 2026, 14:05}. */
    public String dateTime(Instant at) {
        return formats.dateTime(at);
    }

    /** {@code 21 нояб., 14:05}, with the year when it is another one: for tables. */
    public String stamp(Instant at) {
        return formats.stamp(at, context.now);
    }

    public String time(Instant at) {
        return formats.time(at);
    }

    /** {@code ноябрь 2026}. */
    public String month(java.time.YearMonth month) {
        return formats.month(month);
    }

    /** {@code 5 минут назад}, {@code через 2 часа}. */
    public String ago(Instant at) {
        return formats.ago(at, context.now);
    }

    /** {@code 1:05} or {@code 1:02:03}. */
    public String duration(long seconds) {
        return Formats.duration(seconds);
    }

    // ---- building blocks ----

    /** Decoration: hidden from assistive technology. */
    public Content icon(String name) {
        return Blocks.icon(iconHref(name), null);
    }

    /** Meaning: the label is read out. */
    public Content icon(String name, String label) {
        return Blocks.icon(iconHref(name), label);
    }

    /** Line drawing for empty states: {@code plan}, {@code house}, {@code desk}, {@code route}. */
    public Content drawing(String name) {
        return Blocks.drawing(context.assets.href("/drawings.svg") + "#" + name);
    }

    /** The hidden field that every POST form carries. */
    public Content csrf() {
        return Blocks.hidden(context.csrfParameter, context.csrfToken);
    }

    /** Where a form with a file goes: its token stands in the address, so that it is looked at before the file is read. */
    public String upload(String path) {
        return context.csrfToken == null
                ? path
                : path + "?" + context.csrfParameter + "="
                        + URLEncoder.encode(context.csrfToken, StandardCharsets.UTF_8);
    }

    public @Nullable String csrfToken() {
        return context.csrfToken;
    }

    public String csrfHeader() {
        return context.csrfHeader;
    }

    // ---- addresses ----

    /** @param path below {@code static/}, such as {@code /css/portal.css} */
    public String asset(String path) {
        if (context.strict && !context.assets.has(path)) {
            throw new IllegalArgumentException("no static file " + path);
        }
        return context.assets.href(path);
    }

    /** A buyers' page in the language of this one: {@code /zhk/x} becomes {@code /ru/zhk/x}. */
    public String href(String path) {
        return "/" + context.lang.code() + path;
    }

    /** Path of this request. */
    public String path() {
        return context.request.getRawPath();
    }

    /** Query of this request, empty when there is none. */
    public String query() {
        var query = context.request.getRawQuery();
        return query == null ? "" : query;
    }

    /** This very page in another language. */
    public String in(Lang other) {
        return Addresses.inLanguage(context.request, other);
    }

    /** With scheme and host: for search engines, mails, QR codes. */
    public String absolute(String path) {
        return context.origin + path;
    }

    /** The same without the query: for {@code hreflang}. */
    public String pathIn(Lang other) {
        return pathIn(other, path());
    }

    /** A path of this language in another one. */
    public String pathIn(Lang other, String path) {
        return Addresses.inLanguage(URI.create(path), other);
    }

    // ---- the frame ----

    /** The menu of this person, by section. */
    public List<MenuSection> menu() {
        return Menu.sections(context.menu);
    }

    /** Where the product's name leads on staff pages. */
    public String home() {
        return context.menu.isEmpty() ? href("/") : context.menu.getFirst().href();
    }

    /** City of a buyers' page, as its path says. */
    public @Nullable String city() {
        return Addresses.city(path());
    }

    /** What this person is, in words. */
    public String roles() {
        var user = context.user;
        return user == null
                ? ""
                : user.roles().stream()
                        .sorted()
                        .map(role -> t("role." + role.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", "));
    }

    /** Value of {@code hx-headers}: every htmx request carries the token. */
    public String csrfHeaders() {
        return context.csrfToken == null ? "{}" : "{\"" + context.csrfHeader + "\":\"" + context.csrfToken + "\"}";
    }

    private String iconHref(String name) {
        if (context.strict && !context.assets.icons().contains(name)) {
            throw new IllegalArgumentException("no icon " + name + " in icons.txt");
        }
        return context.assets.iconHref(name);
    }

    private static String nbsp(String text) {
        return text.replace(' ', '\u00a0');
    }
}
