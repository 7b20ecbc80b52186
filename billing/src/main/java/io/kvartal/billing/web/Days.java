package io.kvartal.billing.web;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Days and times as forms and addresses send them, in {@link Ui#ZONE}. */
final class Days {
    private Days() {}

    /** @throws Problem.Invalid when there is a text that is no day */
    static LocalDate parse(@Nullable String text, String pointer, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADay) {
            throw new Problem.Invalid(pointer, "ledger-day");
        }
    }

    /** The last moment of a minute ({@code 2026-11-21T14:00}) or of a day ({@code 2026-11-21}). */
    static Instant endOf(@Nullable String text, String pointer, Instant otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var typed = text.strip();
            var next = typed.contains("T")
                    ? LocalDateTime.parse(typed).plusMinutes(1)
                    : LocalDate.parse(typed).plusDays(1).atStartOfDay();
            return next.atZone(Ui.ZONE).toInstant().minusNanos(1000);
        } catch (DateTimeParseException notATime) {
            throw new Problem.Invalid(pointer, "ledger-day");
        }
    }

    /** As an input of a date and a time shows it. */
    static String minute(Instant at) {
        return at.atZone(Ui.ZONE).toLocalDateTime().withSecond(0).withNano(0).toString();
    }

    static LocalDate of(Instant at) {
        return LocalDate.ofInstant(at, Ui.ZONE);
    }
}
