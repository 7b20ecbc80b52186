package io.kvartal.dispute;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An appointment as iCalendar (RFC 5545), for any calendar. */
final class Invitation {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration LENGTH = Duration.ofMinutes(45);

    private Invitation() {}

    static String of(SessionId id, Instant at, Instant now, String title, String place, String url) {
        return String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Kvartal//disputes//EN",
                        "METHOD:PUBLISH",
                        "BEGIN:VEVENT",
                        "UID:" + id + "@kvartal",
                        "DTSTAMP:" + UTC.format(now),
                        "DTSTART:" + UTC.format(at),
                        "DTEND:" + UTC.format(at.plus(LENGTH)),
                        folded("SUMMARY:" + escaped(title)),
                        folded("LOCATION:" + escaped(place)),
                        folded("URL:" + url),
                        "END:VEVENT",
                        "END:VCALENDAR")
                + "\r\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    /** Lines of at most 75 bytes; a Cyrillic letter takes two, so 36 characters are always short enough. */
    private static String folded(String line) {
        return line.replaceAll("(.{36})(?=.)", "$1\r\n ");
    }
}
