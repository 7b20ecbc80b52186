/**
 * Bank transfers: statement files in, lines of money matched to invoices.
 *
 * <p>Owns: statement files and their lines. Does not own: what a payment does to an invoice or to the books, that is {@code io.kvartal.billing}.
 * Invariants: a line of money is stored once however many files tell of it, and booked once; what is undone is taken back by journals of its own; a file
 * whose balances do not add up is refused whole.
 */
@NamedInterface("bank")
@NullMarked
package io.kvartal.billing.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
