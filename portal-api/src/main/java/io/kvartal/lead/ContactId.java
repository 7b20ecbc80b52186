package io.kvartal.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kvartal.shared.Ids;
import java.util.UUID;

/** One raw touch. */
public record ContactId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContactId {}

    static ContactId next() {
        return new ContactId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
