package io.kvartal.verdict;

import io.kvartal.contract.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Valid contacts for tests: an answered call of 100 seconds on Monday 2026-11-16, 11:00 in Almaty. */
public final class Contacts {
    public static final Instant MONDAY = Instant.parse("2026-11-16T06:00:00Z");

    private Contacts() {}

    public static ContactFacts call(Instant at, String person, int talkSec) {
        return contact(UUID.randomUUID(), Channel.CALL, at, person, true, talkSec, "park");
    }

    public static ContactFacts call() {
        return call(MONDAY, "aa", 100);
    }

    public static ContactFacts missed() {
        return contact(UUID.randomUUID(), Channel.CALL, MONDAY, "aa", false, 0, "park");
    }

    public static ContactFacts form(Instant at, String person) {
        return contact(UUID.randomUUID(), Channel.FORM, at, person, true, 0, "park");
    }

    public static ContactFacts contact(
            UUID id, Channel channel, Instant at, String person, boolean answered, int talkSec, String complex) {
        return new ContactFacts(
                id, channel, at, person, null, answered, 7, talkSec, complex, null, null, null, null, null);
    }

    public static ContactFacts excluded(String code) {
        var call = call();
        return new ContactFacts(
                call.contact(),
                call.channel(),
                call.at(),
                call.person(),
                code,
                true,
                7,
                100,
                "park",
                null,
                null,
                null,
                null,
                null);
    }

    public static Instant days(long days) {
        return MONDAY.plus(Duration.ofDays(days));
    }
}
