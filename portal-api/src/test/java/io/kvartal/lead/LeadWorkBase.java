package io.kvartal.lead;

import io.kvartal.fixation.Fixations;
import io.kvartal.platform.StaffAccess;
import kvartal.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Leads as they come in, on a Monday morning. */
abstract class LeadWorkBase {
    static final StaffAccess DESK = new StaffAccess("u1 Сауле", "callback");

    @Autowired
    Leads leads;

    @Autowired
    LeadScene scene;

    @Autowired
    Fixations fixations;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        clock.set(TestClock.START);
    }
}
