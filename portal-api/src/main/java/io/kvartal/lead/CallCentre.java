package io.kvartal.lead;

import io.kvartal.contract.Hours;
import io.kvartal.contract.WorkingHours;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The portal's own call centre: open every day, never earlier or later than a buyer may be phoned. */
@Component
class CallCentre {
    private final WorkingHours hours;

    CallCentre(
            @Value("${kvartal.call-centre.opens:9}") int opens, @Value("${kvartal.call-centre.closes:20}") int closes) {
        var week = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, Hours.of(opens, closes));
        }
        hours = new WorkingHours(WorkingHours.ALMATY, week, Set.of());
    }

    WorkingHours hours() {
        return hours;
    }
}
