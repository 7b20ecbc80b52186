package io.kvartal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The people of the story and what they do, over HTTP only. */
final class Story {
    /** From the first ring to the notice that the call is over. */
    static final Duration CALL = Duration.ofSeconds(90);

    static final String ALATAU = "alatau-development";
    static final String SAMAL = "samal-stroy";
    static final String NOMAD = "nomad-city";
    static final String TENGRI = "tengri-home";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(3);

    private record Token(String value, Instant until) {}

    private final String base;
    private final String hookSecret;
    private final Function<String, String> signIn;
    private final Runnable tick;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Random random = new Random();

    /**
     * @param signIn gives a token to a login
     * @param tick is called between two looks at something that is to happen
     */
    Story(String base, String hookSecret, Function<String, String> signIn, Runnable tick) {
        this.base = base;
        this.hookSecret = hookSecret;
        this.signIn = signIn;
        this.tick = tick;
    }

    static Story here(Runnable tick) {
        return new Story(
                JourneyEnvironment.URL,
                JourneyEnvironment.HOOK_SECRET,
                user -> JourneyEnvironment.keycloak().token(user, "demo"),
                tick);
    }

    // ---- people ----

    Caller guest() {
        return Caller.at(base, Caller.NOBODY);
    }

    Caller head(String developer) {
        return user("head@" + developer + ".demo");
    }

    Caller staff(String login) {
        return user(login + "@kvartal.demo");
    }

    Caller user(String login) {
        return Caller.at(base, () -> token(login));
    }

    private String token(String login) {
        return tokens.compute(
                        login,
                        (user, known) -> known != null && known.until().isAfter(Instant.now())
                                ? known
                                : new Token(signIn.apply(user), Instant.now().plus(TOKEN_LIFE)))
                .value();
    }

    /** A number of a person who has never been here. */
    String newPhone() {
        return "+7705%07d".formatted(random.nextInt(10_000_000));
    }

    // ---- waiting ----

    <T> T await(String what, Supplier<T> look, Predicate<T> good) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var seen = look.get();
        while (!good.test(seen)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain for " + what + "; seen last: " + seen);
            }
            tick.run();
            seen = look.get();
        }
        return seen;
    }

    // ---- the catalogue ----

    /** Slugs of a developer's complexes that have flats. */
    List<String> complexesOf(String developer) {
        var found = guest().get("/api/v1/complexes?size=100&developer=" + developer)
                .expect(200)
                .json();
        return items(found).map(card -> card.get("slug").asString()).toList();
    }

    // ---- the telephone ----

    /** Presses "show number"; a buyer with an own browser. */
    JsonNode reveal(Caller buyer, String complex) {
        return buyer.post("/api/v1/complexes/" + complex + "/phone-reveals", "{}")
                .expect(201)
                .json();
    }

    /** @return the id of the call */
    String call(String number, String caller, int talkSec) {
        var order =
                Map.of("number", number, "caller", caller, "waitSec", 6, "talkSec", talkSec, "answered", talkSec > 0);
        return guest().post("/sandbox/phone/calls", order)
                .expect(202)
                .json()
                .get("callId")
                .asString();
    }

    /** @return the lead that this call became */
    JsonNode leadOfCall(String developer, String call) {
        var found = await(
                "the lead of call " + call,
                () -> head(developer).get("/api/v1/cabinet/calls/" + call),
                answer -> answer.status() == 200 && answer.json().hasNonNull("lead"));
        return lead(developer, found.json().get("lead").asString());
    }

    /** A notice of the provider. */
    Answer notice(String event, String contentType, String body) {
        return guest().post("/hooks/telephony/ringostat/" + hookSecret + "?event=" + event, contentType, body);
    }

    record Notice(String event, String body) {}

    /** The four notices of one answered call, each ten times, in no order. */
    List<Notice> shuffledNotices(String callId, String number, String caller, Instant now) {
        return shuffled(notices(callId, number, caller, now), 10, callId.hashCode());
    }

    static List<Notice> notices(String callId, String number, String caller, Instant now) {
        var begun =
                "\"call_id\":\"%s\",\"uniqueid\":\"%s\",\"caller\":\"%s\",\"callee\":\"%s\",\"call_type\":\"in\",\"calldate\":\"%s\""
                        .formatted(
                                callId,
                                callId,
                                caller.substring(1),
                                number.substring(1),
                                Journeys.ALMATY.format(now.minus(CALL)));
        var ended =
                ",\"disposition\":\"ANSWERED\",\"billsec\":71,\"call_duration\":80,\"waittime\":9,\"has_recording\":0";
        return List.of(
                new Notice("before_call", "{" + begun + "}"),
                new Notice("pick_up", "{" + begun + "}"),
                new Notice("after_call", "{" + begun + ended + "}"),
                new Notice("recording", "{" + begun + ",\"has_recording\":0}"));
    }

    // ---- the form ----

    JsonNode request(String complex, String name, String phone) {
        return request(guest(), complex, name, phone);
    }

    JsonNode request(Caller buyer, String complex, String name, String phone) {
        var body = Map.of(
                "complex", complex,
                "name", name,
                "phone", phone,
                "locale", "ru",
                "consents", List.of("contact", "share"));
        return buyer.post("/api/v1/leads", body).expect(202).json();
    }

    // ---- the cabinet ----

    JsonNode lead(String developer, String id) {
        return head(developer).get("/api/v1/cabinet/leads/" + id).expect(200).json();
    }

    List<JsonNode> leads(String developer) {
        return items(head(developer)
                        .get("/api/v1/cabinet/leads?limit=100")
                        .expect(200)
                        .json())
                .toList();
    }

    List<JsonNode> charges(String developer, String period) {
        return items(head(developer)
                        .get("/api/v1/cabinet/charges?period=" + period)
                        .expect(200)
                        .json())
                .toList();
    }

    List<JsonNode> invoices(String developer) {
        return items(head(developer).get("/api/v1/cabinet/invoices").expect(200).json())
                .toList();
    }

    // ---- the portal ----

    JsonNode trialBalance() {
        return staff("billing")
                .get("/api/v1/billing/ledger/trial-balance")
                .expect(200)
                .json();
    }

    JsonNode closeMonth(String period) {
        return staff("billing")
                .post("/api/v1/billing/invoice-runs", Map.of("period", period))
                .expect(200)
                .json();
    }

    /** Takes callbacks until this lead's; buyers before it do not answer. */
    JsonNode callbackOf(String lead) {
        var caller = staff("quality");
        return await(
                        "the callback of lead " + lead,
                        () -> {
                            var next = caller.post("/api/v1/desk/callbacks/next", "{}")
                                    .expect(200, 204);
                            if (next.status() == 200
                                    && !next.json().get("lead").asString().equals(lead)) {
                                outcome(next.json().get("id").asString(), Map.of("result", "no-answer"));
                            }
                            return next;
                        },
                        next -> next.status() == 200
                                && next.json().get("lead").asString().equals(lead))
                .json();
    }

    JsonNode outcome(String callback, Map<String, ?> result) {
        return staff("quality")
                .post("/api/v1/desk/callbacks/" + callback + "/outcome", result)
                .expect(200)
                .json();
    }

    List<JsonNode> lettersTo(String address) {
        return items(guest().get("/sandbox/mail/letters?to=" + address)
                        .expect(200)
                        .json())
                .toList();
    }

    // ---- JSON ----

    static java.util.stream.Stream<JsonNode> items(JsonNode answer) {
        return StreamSupport.stream(answer.get("items").spliterator(), false);
    }

    static <T> List<T> shuffled(List<T> list, int times, long seed) {
        var all = new ArrayList<T>();
        for (int i = 0; i < times; i++) {
            all.addAll(list);
        }
        Collections.shuffle(all, new Random(seed));
        return all;
    }
}
