/**
 * What developers owe and what they paid.
 *
 * <p>Owns: charges, credit notes, replacements owed, invoices, payments, deals, the ledger. Does not own: leads (it holds a reference and a
 * description), contracts, the rules of billing.
 * Invariants: a charge, a credit note and a posting are never edited; nobody is billed twice for one person in the window; credits of a charge never
 * exceed it; every journal sums to zero in its currency; one invoice per tenant and period, numbered without gaps.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "platform", "contract", "verdict", "fixation"})
@NullMarked
package io.kvartal.billing;

import org.jspecify.annotations.NullMarked;
