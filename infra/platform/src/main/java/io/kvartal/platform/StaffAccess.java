package io.kvartal.platform;

/** Who of the portal crosses tenants, and why. Both are written to the audit log with the work itself. */
public record StaffAccess(String actor, String reason) {
    private static final String SYSTEM = "system";

    public StaffAccess {
        if (actor.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("crossing tenants needs an actor and a reason");
        }
    }

    /** The product's own recurring work. It is not a person, so the audit log does not repeat it at every tick. */
    public static StaffAccess system(String job) {
        return new StaffAccess(SYSTEM, job);
    }

    boolean isPerson() {
        return !actor.equals(SYSTEM);
    }
}
