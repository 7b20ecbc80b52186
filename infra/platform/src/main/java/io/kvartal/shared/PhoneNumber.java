package io.kvartal.shared;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A valid telephone number in E.164, such as {@code +77012345678}. */
public record PhoneNumber(String e164) {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern HOME = Pattern.compile("\\+7\\d{10}");

    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    /** Reads what people and providers write: {@code 8 701 234-56-78}, {@code 77012345678}, {@code +7…}. Home country KZ. */
    public static Optional<PhoneNumber> parse(String raw) {
        try {
            var digits = raw.strip();
            var number = UTIL.parse(digits.matches("7\\d{10}") ? "+" + digits : digits, "KZ");
            return UTIL.isPossibleNumber(number) && !digits.isEmpty()
                    ? Optional.of(new PhoneNumber(UTIL.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** For people: {@code +7 701 234 56 78}. */
    public String display() {
        if (HOME.matcher(e164).matches()) {
            return "+7 " + e164.substring(2, 5) + " " + e164.substring(5, 8) + " " + e164.substring(8, 10) + " "
                    + e164.substring(10);
        }
        try {
            var text = UTIL.format(UTIL.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
            return text.replace('-', ' ');
        } catch (NumberParseException impossible) {
            return e164;
        }
    }

    /** For people who may not see it yet: {@code +7 701 ••• •• 78}. */
    public String masked() {
        var shown = display();
        var out = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            var c = shown.charAt(i);
            out.append(Character.isDigit(c) && i > 5 && i < shown.length() - 2 ? '•' : c);
        }
        return out.toString();
    }

    /** Never the number itself: values end up in logs. */
    @Override
    public String toString() {
        return "PhoneNumber[" + masked() + "]";
    }
}
