package io.kvartal;

import java.util.stream.Stream;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The doors of the running application: asked of it, so that a new one cannot be forgotten. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class Doors {
    static final String OWNER = Story.ALATAU;

    @Autowired
    TestClock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    Story story;

    @BeforeAll
    void begin() {
        story = Journeys.story(clock);
    }

    Stream<Route> routes() {
        return Route.of(mappings).stream();
    }

    static String brief(Answer answer) {
        var text = answer.text();
        return answer.status() + " " + text.substring(0, Math.min(200, text.length()));
    }
}
