package io.kvartal.lead.web;

import io.kvartal.lead.Viewing;
import io.kvartal.platform.web.Ui;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A visit as an iCalendar file (RFC 5545, method PUBLISH): one event of one zone, for which a library would be more code than these lines.
 *
 * @param uid the same for the same visit, so that a changed file replaces the entry
 * @param stampedAt when the file was made
 */
record CalendarFile(String uid, Viewing viewing, String summary, String location, String url, Instant stampedAt) {
    private static final int OCTETS_IN_LINE = 75;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    String text() {
        var out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Kvartal//Viewings//RU");
        line(out, "CALSCALE:GREGORIAN");
        line(out, "METHOD:PUBLISH");
        zone(out);
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + uid);
        line(out, "DTSTAMP:" + UTC.format(stampedAt));
        line(out, "SEQUENCE:" + viewing.sequence());
        line(out, "DTSTART;TZID=Asia/Almaty:" + local(viewing.at()));
        line(out, "DTEND;TZID=Asia/Almaty:" + local(viewing.at().plusSeconds(viewing.minutes() * 60L)));
        line(out, "SUMMARY:" + escaped(summary));
        line(out, "LOCATION:" + escaped(location));
        line(out, "URL:" + url);
        line(out, "STATUS:" + (viewing.cancelled() ? "CANCELLED" : "CONFIRMED"));
        line(out, "END:VEVENT");
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    /** Kazakhstan has had one time, UTC+5, since 1 March 2024, and changes no clocks. */
    private static void zone(StringBuilder out) {
        line(out, "BEGIN:VTIMEZONE");
        line(out, "TZID:Asia/Almaty");
        line(out, "BEGIN:STANDARD");
        line(out, "DTSTART:20240301T000000");
        line(out, "TZOFFSETFROM:+0600");
        line(out, "TZOFFSETTO:+0500");
        line(out, "TZNAME:+05");
        line(out, "END:STANDARD");
        line(out, "END:VTIMEZONE");
    }

    private static String local(Instant at) {
        return LOCAL.format(at.atZone(Ui.ZONE));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** Lines end with CRLF; what is longer than 75 octets goes on in a line that begins with a space. */
    private static void line(StringBuilder out, String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int point = content.codePointAt(i);
            var character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS_IN_LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(character);
            octets += size;
            i += Character.charCount(point);
        }
        out.append("\r\n");
    }
}
