package io.kvartal;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import kvartal.testing.TestClock;
import kvartal.testing.TestDatabase;

/** What the journeys share: the people, and a look behind the scenes. */
final class Journeys {
    static final DateTimeFormatter ALMATY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Almaty"));

    private Journeys() {}

    /** While somebody waits, a second passes for the application. */
    static Story story(TestClock clock) {
        return Story.here(() -> {
            clock.advance(Duration.ofSeconds(1));
            pause(100);
        });
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Notices and messages that nobody has worked off yet. */
    static final String WAITING = """
        select (select count(*) from call.inbox where state = 'pending')
             + (select count(*) from platform.outbox where not fanned_out)
             + (select count(*) from platform.outbox_delivery where state = 'DUE')
        """;

    static long waiting() {
        return count(WAITING);
    }

    static long count(String query, Object... arguments) {
        return countAt(TestDatabase.database().superuserJdbcUrl(), query, arguments);
    }

    static long countAt(String url, String query, Object... arguments) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
