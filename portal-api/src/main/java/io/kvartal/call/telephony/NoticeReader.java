package io.kvartal.call.telephony;

import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads notices by a {@link FieldMap}. Unknown values are data, never a reason to refuse. Pure. */
public final class NoticeReader {
    private final FieldMap map;

    public NoticeReader(FieldMap map) {
        this.map = map;
    }

    /**
     * @param event the static parameter of the address; null when the body has to say
     * @throws Notice.Unreadable when the body cannot be understood, or names no call
     */
    public CallEvent read(@Nullable String event, String contentType, String query, String body) {
        var flat = Notice.flat(contentType, query, body);
        var named = event != null ? event : map.read(flat, FieldMap.EVENT);
        var phase = named == null
                ? Phase.AFTER_CALL
                : Phase.of(named).orElseThrow(() -> new Notice.Unreadable("unknown event"));
        var caller = phone(map.read(flat, FieldMap.CALLER));
        var startedAt = instant(map.read(flat, FieldMap.STARTED_AT), map.zone());
        var disposition = map.read(flat, FieldMap.DISPOSITION);
        var wait = seconds(map.read(flat, FieldMap.WAIT_SEC));
        var talk = talk(flat, wait);
        var recording = map.read(flat, FieldMap.RECORDING);
        return new CallEvent(
                phase,
                callId(flat, caller, startedAt),
                direction(map.read(flat, FieldMap.DIRECTION)),
                caller,
                phone(map.read(flat, FieldMap.DIALLED)),
                startedAt,
                disposition,
                answered(phase, disposition, talk),
                wait,
                talk,
                flag(map.read(flat, FieldMap.HAS_RECORDING)),
                recording != null && recording.matches("https?://.{3,2000}") ? recording : null,
                target(flat, disposition),
                repeated(flat, disposition),
                map.read(flat, FieldMap.SOURCE),
                map.read(flat, FieldMap.MEDIUM),
                map.read(flat, FieldMap.CAMPAIGN),
                map.read(flat, FieldMap.TERM),
                map.read(flat, FieldMap.LANDING));
    }

    private String callId(Map<String, String> flat, @Nullable PhoneNumber caller, @Nullable Instant startedAt) {
        var id = map.read(flat, FieldMap.CALL_ID);
        if (id != null) {
            if (id.length() > 200) {
                throw new Notice.Unreadable("call id is too long");
            }
            return id;
        }
        if (caller == null || startedAt == null) {
            throw new Notice.Unreadable("names no call");
        }
        return "at-" + startedAt.getEpochSecond() + "-"
                + caller.e164().substring(caller.e164().length() - 4);
    }

    /** The talk alone where the account sends it, else the whole without the waiting. */
    private @Nullable Integer talk(Map<String, String> flat, @Nullable Integer wait) {
        var talk = seconds(map.read(flat, FieldMap.TALK_SEC));
        var total = seconds(map.read(flat, FieldMap.TOTAL_SEC));
        return talk != null || total == null ? talk : Integer.valueOf(Math.max(0, total - (wait == null ? 0 : wait)));
    }

    private @Nullable Boolean answered(Phase phase, @Nullable String disposition, @Nullable Integer talk) {
        if (disposition != null) {
            var value = disposition.toUpperCase(Locale.ROOT);
            if (map.answered().contains(value)) {
                return true;
            }
            if (value.replace('_', ' ')
                    .matches("NO ANSWER.*|BUSY|FAILED|VOICEMAIL|FORBIDDEN.*|NO EXTENSION|WRONG"
                            + " EXTENSION|CANCEL(L?ED)?")) {
                return false;
            }
        }
        return phase == Phase.PICK_UP ? Boolean.TRUE : talk == null ? null : Boolean.valueOf(talk > 0);
    }

    private @Nullable Boolean target(Map<String, String> flat, @Nullable String disposition) {
        var flag = flag(map.read(flat, FieldMap.TARGET));
        return flag == null && "PROPER".equalsIgnoreCase(disposition) ? Boolean.TRUE : flag;
    }

    private @Nullable Boolean repeated(Map<String, String> flat, @Nullable String disposition) {
        var flag = flag(map.read(flat, FieldMap.REPEATED));
        return flag == null && "REPEATED".equalsIgnoreCase(disposition) ? Boolean.TRUE : flag;
    }

    private static String direction(@Nullable String type) {
        var value = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return value.startsWith("out") ? "out" : value.startsWith("callback") ? "callback" : "in";
    }

    private static @Nullable PhoneNumber phone(@Nullable String text) {
        return text == null ? null : PhoneNumber.parse(text).orElse(null);
    }

    private static @Nullable Integer seconds(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,9}(\\.\\d+)?")) {
            return null;
        }
        return (int) Math.min(86_400, (long) Double.parseDouble(text));
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "y" -> Boolean.TRUE;
            case "0", "false", "no", "n" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** {@code 2025-11-03 10:14:22} in the account's zone, ISO with or without zone, or seconds since 1970. */
    static @Nullable Instant instant(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{10}")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (text.matches("\\d{13}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        var iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        try {
            return iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
                    ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeParseException unknownForm) {
            return null;
        }
    }
}
