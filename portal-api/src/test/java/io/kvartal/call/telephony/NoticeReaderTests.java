package io.kvartal.call.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NoticeReaderTests {
    private final NoticeReader ringostat =
            new NoticeReader(FieldMaps.of("ringostat").orElseThrow());
    private final JsonNode shapes = resource("ringostat-shapes.json");

    @Test
    void readsTheRenamedForm() {
        var form = shapes.get("shape_A_form_encoded_renamed_keys").properties().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var event =
                ringostat.read("after_call", "application/x-www-form-urlencoded", "event=after_call&source=x", form);
        assertThat(event.phase()).isEqualTo(Phase.AFTER_CALL);
        assertThat(event.caller().e164()).isEqualTo("+77011234567");
        assertThat(event.startedAt()).isEqualTo(Instant.parse("2025-11-03T05:14:22Z"));
        assertThat(event.answered()).isTrue();
        assertThat(event.talkSec()).isEqualTo(131);
        assertThat(event.vendorTarget()).isTrue();
        assertThat(event.landing()).isEqualTo("https://example.kz/zhk-alatau");
        assertThat(event.campaign()).isEqualTo("zhk-alatau-search");
        assertThat(event.externalId()).isEqualTo("at-1762146862-4567");
    }

    @Test
    void readsTheNativeJson() {
        var event = ringostat.read(
                "after_call",
                "application/json",
                "event=after_call",
                shapes.get("shape_B_json_native_keys").toString());
        assertThat(event.externalId()).isEqualTo("ua1-1700000000.1234");
        assertThat(event.dialled().e164()).isEqualTo("+77272310001");
        assertThat(event.talkSec()).isEqualTo(131);
        assertThat(event.waitSec()).isEqualTo(17);
        assertThat(event.vendorTarget()).isTrue();
        assertThat(event.vendorRepeated()).isFalse();
        assertThat(event.hasRecording()).isTrue();
        assertThat(event.source()).isEqualTo("google");
    }

    @Test
    void readsTheEnvelopeOfJsonRpc() {
        var inner = shapes.get("shape_B_json_native_keys").toString();
        for (var params : List.of(inner, "[" + inner + "]")) {
            var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"after_call\",\"params\":" + params + "}";
            assertThat(ringostat
                            .read("after_call", "application/json", "", body)
                            .externalId())
                    .isEqualTo("ua1-1700000000.1234");
        }
    }

    @Test
    void aRowOfTheCallListReadsLikeANotice() {
        var event = ringostat.read(
                null, "application/json", "", resource("ringostat-row.json").toString());
        assertThat(event.phase()).isEqualTo(Phase.AFTER_CALL);
        assertThat(event.dialled().e164()).isEqualTo("+77272310001");
        assertThat(event.talkSec()).isEqualTo(131);
        assertThat(event.recordingUrl()).endsWith(".wav");
    }

    @Test
    void aGetCarriesAllInItsQuery() {
        var query =
                "event=after_call&call_id=x1&caller=87011234567&callee=77272310001&disposition=NO%20ANSWER&waittime=30";
        var event = ringostat.read("after_call", "", query, "");
        assertThat(event.externalId()).isEqualTo("x1");
        assertThat(event.answered()).isFalse();
    }

    @Test
    void theOrderOfNamesOfCalltouchIsDataToo() {
        var event = new NoticeReader(FieldMaps.of("calltouch").orElseThrow())
                .read(
                        "after_call",
                        "application/x-www-form-urlencoded",
                        "",
                        "callerphone=77011234567&phonenumber=77272310001&calltime=2025-11-03+10%3A14%3A22&status=successful&source=google&medium=cpc&utm_source=google");
        assertThat(event.dialled().e164()).isEqualTo("+77272310001");
        assertThat(event.answered()).isTrue();
        assertThat(event.source()).isEqualTo("google");
    }

    @Test
    void anAccountsOwnNamesReachIntoTheBody() {
        var map = new FieldMap(
                ZoneId.of("Asia/Almaty"),
                Map.of("callId", List.of("/call/id"), "caller", List.of("/call/from/number")),
                List.of("OK"));
        var event = new NoticeReader(map)
                .read(
                        "pick-up",
                        "application/json",
                        "",
                        "{\"call\":{\"id\":7,\"from\":{\"number\":\"+77011234567\"}}}");
        assertThat(event.phase()).isEqualTo(Phase.PICK_UP);
        assertThat(event.externalId()).isEqualTo("7");
        assertThat(event.caller().e164()).isEqualTo("+77011234567");
    }

    @Test
    void unknownDispositionsAreData() {
        var event = ringostat.read(
                "after_call",
                "application/json",
                "",
                "{\"call_id\":\"1\",\"disposition\":\"ВПЕРВЫЕ\",\"billsec\":\"12\"}");
        assertThat(event.answered()).isTrue();
        assertThat(event.talkSec()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-11-03 10:14:22",
                "2025-11-03T10:14:22",
                "2025-11-03T05:14:22Z",
                "2025-11-03T10:14:22+05:00",
                "2025-11-03 10:14:22+0500",
                "1762146862",
                "1762146862000"
            })
    void knowsTheUsualSpellingsOfATime(String text) {
        assertThat(NoticeReader.instant(text, ZoneId.of("Asia/Almaty")))
                .isEqualTo(Instant.parse("2025-11-03T05:14:22Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "[1,2]", "\"text\"", "nothing here", "{}", "a=%GG", "{\"caller\":\"1\"}"})
    void whatNamesNoCallIsUnreadable(String body) {
        assertThatThrownBy(() -> ringostat.read("after_call", "", "", body)).isInstanceOf(Notice.Unreadable.class);
    }

    @Test
    void aHugeNumberOfFieldsIsUnreadable() {
        var body = new StringBuilder("call_id=1");
        for (int i = 0; i < 600; i++) {
            body.append("&f").append(i).append("=1");
        }
        assertThatThrownBy(() -> ringostat.read("after_call", "", "", body.toString()))
                .isInstanceOf(Notice.Unreadable.class);
    }

    @Test
    void noProviderNameLeavesItsFolder() {
        for (var name : List.of("../telephony/ringostat", "RINGOSTAT", "", "unknown")) {
            assertThat(FieldMaps.of(name)).isEmpty();
        }
    }

    private static JsonNode resource(String name) {
        return JsonMapper.builder().build().readTree(NoticeReaderTests.class.getResourceAsStream("/telephony/" + name));
    }
}
