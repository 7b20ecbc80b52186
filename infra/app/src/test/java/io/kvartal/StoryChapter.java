package io.kvartal;

import kvartal.testing.TestClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** A part of the story of the demo, told in order; the next part goes on where it ends. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class StoryChapter {
    static final String MONTH = "2026-11";

    @Autowired
    TestClock clock;

    Story story;

    @BeforeAll
    void begin() {
        story = Journeys.story(clock);
    }

    /** What is on its way arrives. */
    void settle() {
        story.await("empty queues", Journeys::waiting, none -> none == 0);
    }
}
