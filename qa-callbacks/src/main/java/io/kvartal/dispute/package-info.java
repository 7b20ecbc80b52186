/**
 * A developer contests a lead.
 *
 * <p>Owns: disputes, their deadlines, the notes of joint listening, the decision. Does not own: the lead, the charge, the credit note itself.
 * Invariants: one dispute per lead; a decision and its money commit together; who looks after a developer never decides about its money;
 * silence of the portal is a decision for the developer.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "contract",
            "verdict",
            "billing",
            "catalogue",
            "lead",
            "call",
            "desk"
        })
@NullMarked
package io.kvartal.dispute;

import org.jspecify.annotations.NullMarked;
