package io.kvartal.contract;

/** One thing that a contract says. */
public record Clause(Group group, Label label, Value value) {
    /** Chapters of a contract, in the order in which people read them. */
    public enum Group {
        MODEL,
        RULES,
        HOURS,
        BILLING,
        DISPUTES,
        PARTY
    }

    static Clause field(Group group, String name, Value value) {
        return new Clause(group, new Label.Field(name), value);
    }
}
