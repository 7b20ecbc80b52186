package io.kvartal.platform.web;

import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, money and times as people of one language write them. */
final class Formats {
    private static final String NBSP = "\u00a0";

    private final Messages messages;
    private final Lang lang;

    Formats(Messages messages, Lang lang) {
        this.messages = messages;
        this.lang = lang;
    }

    /** What ICU sees for {@code {0}}: values in the form of the language, plain numbers for plurals. */
    Object argument(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Money money -> money(money);
            case PhoneNumber phone -> phone.display().replace(" ", NBSP);
            case LocalDate date -> date(date);
            case Instant at -> dateTime(at);
            case YearMonth month -> month(month);
            case BillingPeriod period -> month(period.month());
            case LocalizedText text -> text.in(lang);
            case Number number -> number;
            default -> value.toString();
        };
    }

    String money(Money money) {
        var amount = money.amount();
        var whole = amount.remainder(BigDecimal.ONE).signum() == 0;
        var text =
                decimal(whole ? "#,##0" : "#,##0." + "0".repeat(amount.scale())).format(amount);
        return text + NBSP + symbol(money.currency().getCurrencyCode());
    }

    String moneyShort(Money money) {
        var amount = money.amount();
        var size = amount.abs();
        var sign = NBSP + symbol(money.currency().getCurrencyCode());
        if (size.compareTo(BigDecimal.valueOf(1_000_000_000)) >= 0) {
            return messages.text(lang, "ui.billion", scaled(amount, 9)) + sign;
        }
        if (size.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
            return messages.text(lang, "ui.million", scaled(amount, 6)) + sign;
        }
        return decimal("#,##0").format(amount) + sign;
    }

    String number(long number) {
        return decimal("#,##0").format(number);
    }

    String number(BigDecimal number) {
        return decimal("#,##0.##").format(number);
    }

    String percent(double share) {
        var text = decimal("#,##0.#").format(share * 100);
        return lang == Lang.EN ? text + "%" : text + NBSP + "%";
    }

    String date(LocalDate date) {
        return pattern(lang == Lang.KK ? "d MMMM yyyy" : "d MMMM yyyy").format(date);
    }

    String dateTime(Instant at) {
        return pattern("d MMMM yyyy, HH:mm").format(at.atZone(Ui.ZONE));
    }

    String stamp(Instant at, Instant now) {
        var there = at.atZone(Ui.ZONE);
        var sameYear = there.getYear() == now.atZone(Ui.ZONE).getYear();
        return pattern(sameYear ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm").format(there);
    }

    String time(Instant at) {
        return pattern("HH:mm").format(at.atZone(Ui.ZONE));
    }

    String month(YearMonth month) {
        return pattern("LLLL yyyy").format(month);
    }

    String ago(Instant at, Instant now) {
        var gap = Duration.between(at, now);
        var direction = gap.isNegative() ? "ui.in." : "ui.ago.";
        var minutes = gap.abs().toMinutes();
        if (minutes < 1) {
            return messages.text(lang, "ui.now");
        }
        if (minutes < 60) {
            return messages.text(lang, direction + "minutes", minutes);
        }
        if (minutes < 24 * 60) {
            return messages.text(lang, direction + "hours", minutes / 60);
        }
        if (minutes < 14 * 24 * 60) {
            return messages.text(lang, direction + "days", minutes / (24 * 60));
        }
        return date(at.atZone(Ui.ZONE).toLocalDate());
    }

    static String duration(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private String scaled(BigDecimal amount, int digits) {
        return decimal("#,##0.##")
                .format(amount.movePointLeft(digits).setScale(digits == 9 ? 2 : 1, RoundingMode.HALF_UP));
    }

    private static String symbol(String code) {
        return switch (code) {
            case "KZT" -> "₸";
            case "USD" -> "$";
            case "EUR" -> "€";
            default -> code;
        };
    }

    private DecimalFormat decimal(String pattern) {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator(lang == Lang.EN ? ',' : '\u00a0');
        symbols.setDecimalSeparator(lang == Lang.EN ? '.' : ',');
        symbols.setMinusSign('−');
        var format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, lang.locale());
    }
}
