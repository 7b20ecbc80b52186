package kvartal.testing;

import io.kvartal.shared.Ids;
import io.kvartal.shared.TenantId;

/** A tenant of a test's own, instead of cleaning up after the others. */
public final class Tenants {
    private Tenants() {}

    public static TenantId random() {
        return new TenantId(Ids.next());
    }
}
