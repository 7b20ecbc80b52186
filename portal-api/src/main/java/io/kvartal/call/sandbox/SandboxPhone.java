package io.kvartal.call.sandbox;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a provider would tell of a call, and what it would sound like. For the telephone page, and for laying out history with past times. */
public final class SandboxPhone {
    public static final String PROVIDER = "ringostat";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("v([0-7])-w(\\d{1,3})-t(\\d{1,3})\\.wav");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Almaty"));

    private SandboxPhone() {}

    /** @param event the static parameter of the hook's address */
    public record Payload(String event, String json) {}

    /**
     * The notices of one call in their natural order.
     *
     * @param base address under which the recording is served; null when there is to be none
     */
    public static List<Payload> payloads(SandboxCall call, @Nullable URI base) {
        var recording = base == null || !call.answered()
                ? null
                : base.resolve("/sandbox/phone/recordings/" + call.recordingName())
                        .toString();
        var out = new ArrayList<Payload>();
        out.add(payload("before_call", begun(call)));
        if (call.answered()) {
            out.add(payload("pick_up", begun(call)));
        }
        var end = begun(call);
        end.put("disposition", call.answered() ? "ANSWERED" : "NO ANSWER");
        end.put("billsec", call.talkSec());
        end.put("call_duration", call.talkSec() + call.waitSec());
        end.put("waittime", call.waitSec());
        end.put("has_recording", recording == null ? 0 : 1);
        end.put("proper_flag", call.talkSec() >= 40 ? 1 : 0);
        end.put("repeated_flag", 0);
        out.add(payload("after_call", end));
        if (recording != null) {
            var sound = begun(call);
            sound.put("has_recording", 1);
            sound.put("recording_wav", recording);
            out.add(payload("recording", sound));
        }
        return out;
    }

    /** @throws IllegalArgumentException when the name is none of ours */
    public static byte[] recording(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            throw new IllegalArgumentException("no such recording");
        }
        return recording(new SandboxCall(
                new java.util.UUID(0, 0),
                new io.kvartal.shared.PhoneNumber("+77270000000"),
                null,
                java.time.Instant.EPOCH,
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                Integer.parseInt(match.group(1))));
    }

    public static byte[] recording(SandboxCall call) {
        return SoundOfCall.wav(call);
    }

    private static Map<String, Object> begun(SandboxCall call) {
        var fields = new LinkedHashMap<String, Object>();
        var caller = call.caller();
        fields.put("call_id", call.externalId());
        fields.put("uniqueid", call.externalId());
        fields.put("caller", caller == null ? "anonymous" : caller.e164().substring(1));
        fields.put("callee", call.number().e164().substring(1));
        fields.put("call_type", "in");
        fields.put("calldate", DATE.format(call.startedAt()));
        fields.put("pool_name", "sandbox");
        return fields;
    }

    private static Payload payload(String event, Map<String, Object> fields) {
        return new Payload(event, JSON.writeValueAsString(fields));
    }
}
