package io.kvartal.call.telephony;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's account puts what we need. Accounts name their fields themselves, so each canonical field has a list of candidates: top-level
 * names, or JSON pointers that begin with a slash; the first that is there wins.
 *
 * @param zone of dates that name none
 * @param answered values of the disposition that mean a person spoke, in upper case
 */
public record FieldMap(ZoneId zone, Map<String, List<String>> fields, List<String> answered) {
    public static final String EVENT = "event";
    public static final String CALL_ID = "callId";
    public static final String CALLER = "caller";
    public static final String DIALLED = "dialled";
    public static final String STARTED_AT = "startedAt";
    public static final String DIRECTION = "direction";
    public static final String DISPOSITION = "disposition";
    public static final String TALK_SEC = "talkSec";
    public static final String TOTAL_SEC = "totalSec";
    public static final String WAIT_SEC = "waitSec";
    public static final String HAS_RECORDING = "hasRecording";
    public static final String RECORDING = "recording";
    public static final String TARGET = "vendorTarget";
    public static final String REPEATED = "vendorRepeated";
    public static final String SOURCE = "source";
    public static final String MEDIUM = "medium";
    public static final String CAMPAIGN = "campaign";
    public static final String TERM = "term";
    public static final String LANDING = "landing";

    public FieldMap {
        fields = Map.copyOf(fields);
        answered =
                answered.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
    }

    /** The first candidate that is filled. @param flat values by name and by JSON pointer */
    @Nullable
    String read(Map<String, String> flat, String field) {
        for (var candidate : fields.getOrDefault(field, List.of())) {
            var value = flat.get(candidate.startsWith("/") ? candidate : "/" + candidate);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}
