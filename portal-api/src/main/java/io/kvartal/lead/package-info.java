/**
 * Leads: one person's interest in one complex, from the first touch to the deal, the refusal or another developer.
 *
 * <p>Owns: contacts (raw touches), leads, their timeline, the buyer's consents and request passport, the promise of a call
 * and its watch, routing by commercial model, reassignment. Does not own: calls and recordings, visitors, what a lead costs
 * (billing), disputes, callbacks by the quality desk.
 *
 * <p>Invariants: a touch is stored once and belongs to exactly one lead; delivering and assessing it is one transaction; the
 * timeline is append-only; a developer sees the buyer's phone only of a lead that is theirs to call; nobody pays for a lead
 * that was taken away from them.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "contract",
            "verdict",
            "billing",
            "fixation",
            "catalogue",
            "visitor",
            "number",
            "call"
        })
@NullMarked
package io.kvartal.lead;

import org.jspecify.annotations.NullMarked;
