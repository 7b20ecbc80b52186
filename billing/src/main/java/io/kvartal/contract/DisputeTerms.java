package io.kvartal.contract;

/**
 * The terms of disputes (RULES 4.2), in working days: the developer's for claiming, the portal's for answering.
 *
 * @param windowDays from the lead to the last moment of a claim
 * @param afterRecordingDays a late recording does not eat the right: at least so long after it can be heard
 * @param afterInvoiceDays never later than so long after the invoice
 * @param answerDays until the portal says anything
 * @param decideDays until it decides; silence upholds the claim
 * @param replacementDays until a promised lead is delivered; unmet it turns into a credit
 */
public record DisputeTerms(
        int windowDays,
        int afterRecordingDays,
        int afterInvoiceDays,
        int answerDays,
        int decideDays,
        int replacementDays) {
    public static final DisputeTerms USUAL = new DisputeTerms(10, 3, 5, 1, 3, 10);

    public DisputeTerms {
        Terms.within("windowDays", windowDays, 1, 60);
        Terms.within("afterRecordingDays", afterRecordingDays, 0, 30);
        Terms.within("afterInvoiceDays", afterInvoiceDays, 0, 60);
        Terms.within("answerDays", answerDays, 1, 30);
        Terms.within("decideDays", decideDays, answerDays, 60);
        Terms.within("replacementDays", replacementDays, 1, 60);
    }
}
