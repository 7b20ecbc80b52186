package io.kvartal.lead;

import io.kvartal.contract.CommercialModel;

/** Who gets the lead, by what the developer pays for. */
final class Routing {
    private Routing() {}

    /**
     * Free placement: the portal's call centre, which may recommend any complex. Paid per contact or per placement: the sales
     * office at once. Paid per deal: the call centre qualifies first and hands over with a fixation.
     *
     * @param restricted the developer's invoice is overdue too long: as with free placement, whatever the model
     */
    static Handling of(CommercialModel model, boolean restricted) {
        return switch (model) {
            case FREE, CPT -> Handling.CALL_CENTRE;
            case CPL, PLACEMENT -> restricted ? Handling.CALL_CENTRE : Handling.DEVELOPER;
        };
    }
}
