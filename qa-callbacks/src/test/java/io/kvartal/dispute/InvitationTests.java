package io.kvartal.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationTests {
    @Test
    void linesAreShortAndWhatBreaksThemIsEscaped() {
        var text = Invitation.of(
                new SessionId(new UUID(1, 2)),
                Instant.parse("2026-11-23T06:00:00Z"),
                Instant.parse("2026-11-21T06:00:00Z"),
                "Совместное прослушивание: заявок 12, очень длинное название встречи",
                "zoom; room 5\nEND:VEVENT",
                "https://kvartal.example/cabinet/disputes/sessions/0198f2c0-0000-7000-8000-000000000001");
        assertThat(text.split("\r\n")).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(75));
        assertThat(text).contains("DTSTART:20261123T060000Z").contains("DTEND:20261123T064500Z");
        assertThat(text.replace("\r\n ", "")).contains("LOCATION:zoom\\; room 5\\nEND:VEVENT\r\n");
        assertThat(text.split("\r\nEND:VEVENT")).hasSize(2);
    }
}
