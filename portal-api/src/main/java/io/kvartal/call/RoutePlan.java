package io.kvartal.call;

import io.kvartal.catalogue.Complex;
import io.kvartal.contract.CommercialModel;
import io.kvartal.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Where a call that rings now goes, and why. Pure. */
record RoutePlan(PhoneNumber target, Reason reason) {
    enum Reason {
        /** Nobody knows whose it is: a person at the portal asks. */
        UNKNOWN_NUMBER,
        /** The portal qualifies this developer's calls first. */
        CALL_CENTRE_MODEL,
        NO_CONTRACT,
        SALES_OFFICE,
        OFFICE_CLOSED,
        /** The developer has not paid for too long: the buyer is not to notice. */
        RESTRICTED,
        /** The decision took too long; the call must not wait. */
        TIMEOUT
    }

    /** @param model null without a contract in force. @param restricted because of an unpaid invoice */
    static RoutePlan of(
            @Nullable Complex complex,
            @Nullable CommercialModel model,
            boolean open,
            boolean restricted,
            PhoneNumber callCentre) {
        if (complex == null) {
            return new RoutePlan(callCentre, Reason.UNKNOWN_NUMBER);
        }
        if (model == null) {
            return new RoutePlan(callCentre, Reason.NO_CONTRACT);
        }
        return switch (model) {
            case FREE, CPT -> new RoutePlan(callCentre, Reason.CALL_CENTRE_MODEL);
            case CPL, PLACEMENT ->
                restricted
                        ? new RoutePlan(callCentre, Reason.RESTRICTED)
                        : open
                                ? new RoutePlan(complex.salesOffice(), Reason.SALES_OFFICE)
                                : new RoutePlan(callCentre, Reason.OFFICE_CLOSED);
        };
    }
}
