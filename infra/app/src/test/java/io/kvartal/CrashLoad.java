package io.kvartal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Providers and buyers who do not stop: several threads post, and note what was acknowledged. Nothing else is a witness. */
final class CrashLoad {
    private static final int THREADS = 4;
    private static final int PAUSE_MILLIS = 25;

    private record Sent(String callId, String caller, Instant at) {}

    private final String url;
    private final String complex;
    private final String number;
    private final AtomicInteger people = new AtomicInteger();
    private final Queue<String> acknowledgedCalls = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledgedLeads = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();
    private volatile boolean running;
    private List<Thread> threads = List.of();

    CrashLoad(String url, String complex, String number) {
        this.url = url;
        this.complex = complex;
        this.number = number;
    }

    List<String> calls() {
        return List.copyOf(acknowledgedCalls);
    }

    List<String> leads() {
        return List.copyOf(acknowledgedLeads);
    }

    void start() {
        running = true;
        var all = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            all.add(Thread.ofPlatform().daemon().start(this::work));
        }
        threads = all;
    }

    void stop() {
        running = false;
        threads.forEach(thread -> {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** A provider that got no answer sends again. */
    void sendAgain() {
        var caller = Caller.at(url, Caller.NOBODY);
        for (var sent = unanswered.poll(); sent != null; sent = unanswered.poll()) {
            if (post(caller, sent) == 200) {
                acknowledgedCalls.add(sent.callId());
            }
        }
    }

    private void work() {
        var caller = Caller.at(url, Caller.NOBODY);
        var random = new Random();
        while (running) {
            try {
                if (random.nextInt(4) == 0) {
                    form(caller);
                } else {
                    call(caller, random);
                }
            } catch (IllegalStateException nobodyAnswered) {
                Journeys.pause(100);
            }
            Journeys.pause(random.nextInt(PAUSE_MILLIS * 2));
        }
    }

    private void call(Caller caller, Random random) {
        var sent = new Sent(
                "crash-" + UUID.randomUUID(),
                "+7706%07d".formatted(people.incrementAndGet()),
                Instant.now().plus(Story.CALL));
        var status = 0;
        try {
            status = post(caller, sent);
        } finally {
            if (status == 200) {
                acknowledgedCalls.add(sent.callId());
            } else {
                unanswered.add(sent);
            }
        }
        if (random.nextInt(3) == 0) {
            post(caller, sent);
        }
    }

    private int post(Caller caller, Sent sent) {
        var notice =
                Story.notices(sent.callId(), number, sent.caller(), sent.at()).get(2);
        return caller.post(
                        "/hooks/telephony/ringostat/" + JourneyEnvironment.HOOK_SECRET + "?event=after_call",
                        "application/json",
                        notice.body())
                .status();
    }

    private void form(Caller caller) {
        var body = Map.of(
                "complex",
                complex,
                "name",
                "Покупатель",
                "phone",
                "+7707%07d".formatted(people.incrementAndGet()),
                "locale",
                "kk",
                "consents",
                List.of("contact"));
        var answer = caller.post("/api/v1/leads", body);
        if (answer.status() == 202) {
            acknowledgedLeads.add(answer.json().get("lead").asString());
        }
    }
}
