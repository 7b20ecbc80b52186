package io.kvartal.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kvartal.shared.Ids;
import java.util.UUID;

/**
 * A lead's id.
 *
 * <p>Random, unlike the time-ordered ids elsewhere: it goes back to whoever typed a telephone number into a form, and a time
 * inside it would tell a stranger whether this number had asked before.
 */
public record LeadId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LeadId {}

    static LeadId next() {
        return new LeadId(UUID.randomUUID());
    }

    public static LeadId of(String text) {
        return new LeadId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
