package io.kvartal.billing;

import io.kvartal.shared.Money;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One business event in the ledger: postings that sum to zero. Debit is positive, credit negative.
 *
 * <p>A correction is another journal; nothing is ever changed.
 */
record Journal(Kind kind, UUID reference, List<Posting> postings) {
    enum Kind {
        CHARGE,
        CREDIT,
        INVOICE,
        VOID,
        /** Money received: for an invoice, or into the tenant's balance. */
        PAYMENT,
        /** The balance pays an invoice. */
        SETTLEMENT,
        /** Money given back. */
        REFUND,
        /** A bank took a card payment back; the invoice is open again. */
        CHARGEBACK,
        CHARGEBACK_WON,
        /** The gateway paid out to the bank account. */
        PAYOUT,
        /** An invoice is given up. */
        WRITE_OFF,
        /** Money for an invoice that had been given up. */
        RECOVERY
    }

    record Posting(Account account, Money amount) {}

    Journal {
        postings =
                postings.stream().filter(posting -> !posting.amount().isZero()).toList();
        if (postings.stream()
                        .map(posting -> posting.amount().currency())
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("a journal of two currencies");
        }
        if (postings.stream().mapToLong(posting -> posting.amount().minor()).reduce(0, Math::addExact) != 0) {
            throw new IllegalArgumentException("a journal that does not sum to zero: " + postings);
        }
    }

    static Journal charge(UUID charge, Money net) {
        return of(Kind.CHARGE, charge, debit(Account.UNBILLED, net), credit(Account.REVENUE, net));
    }

    /** The charge is not on an invoice yet: less will be. */
    static Journal creditBeforeInvoice(UUID note, Money net) {
        return of(Kind.CREDIT, note, debit(Account.REVENUE, net), credit(Account.UNBILLED, net));
    }

    /** The charge was invoiced: the tenant gets the amount and its VAT back with the next invoice. */
    static Journal creditAfterInvoice(UUID note, Money net, Money vat) {
        return of(
                Kind.CREDIT,
                note,
                debit(Account.REVENUE, net),
                debit(Account.VAT, vat),
                credit(Account.CREDITS, net.plus(vat)));
    }

    /** @param net of charges less credits before invoice; @param subtracted credits after invoice, with VAT */
    static Journal invoice(UUID invoice, Money net, Money vat, Money subtracted) {
        return of(
                Kind.INVOICE,
                invoice,
                debit(Account.RECEIVABLE, net.plus(vat).minus(subtracted)),
                debit(Account.CREDITS, subtracted),
                credit(Account.UNBILLED, net),
                credit(Account.VAT, vat));
    }

    static Journal payment(UUID payment, Account into, Money amount) {
        return of(Kind.PAYMENT, payment, debit(into, amount), credit(Account.RECEIVABLE, amount));
    }

    /** Money that no invoice waits for yet: the tenant's balance grows. */
    static Journal prepayment(UUID payment, Account into, Money amount) {
        return of(Kind.PAYMENT, payment, debit(into, amount), credit(Account.PREPAID, amount));
    }

    /** The balance pays an invoice. @param payment the row that says which invoice */
    static Journal settlement(UUID payment, Money amount) {
        return of(Kind.SETTLEMENT, payment, debit(Account.PREPAID, amount), credit(Account.RECEIVABLE, amount));
    }

    /** @param from what the tenant no longer has: PREPAID, or CREDITS, or RECEIVABLE when a paid invoice is open again; @param out where the money left */
    static Journal refund(UUID refund, Account from, Account out, Money amount) {
        return of(Kind.REFUND, refund, debit(from, amount), credit(out, amount));
    }

    /** The bank took the amount out of the gateway's account, and the gateway its fee. */
    static Journal chargeback(UUID dispute, Money amount, Money fee) {
        return of(
                Kind.CHARGEBACK,
                dispute,
                debit(Account.RECEIVABLE, amount),
                debit(Account.FEES, fee),
                credit(Account.STRIPE_CLEARING, amount.plus(fee)));
    }

    /** The amount came back. @param fee what of the fee came back with it, often nothing */
    static Journal chargebackWon(UUID dispute, Money amount, Money fee) {
        return of(
                Kind.CHARGEBACK_WON,
                dispute,
                debit(Account.STRIPE_CLEARING, amount.plus(fee)),
                credit(Account.RECEIVABLE, amount),
                credit(Account.FEES, fee));
    }

    /** @param amount what reached the bank; @param fee what the gateway had kept of it before */
    static Journal payout(UUID payout, Money amount, Money fee) {
        return of(
                Kind.PAYOUT,
                payout,
                debit(Account.CASH, amount),
                debit(Account.FEES, fee),
                credit(Account.STRIPE_CLEARING, amount.plus(fee)));
    }

    /** @param amount what was still open of the invoice, with VAT */
    static Journal writeOff(UUID invoice, Money amount) {
        return of(Kind.WRITE_OFF, invoice, debit(Account.BAD_DEBT, amount), credit(Account.RECEIVABLE, amount));
    }

    /** Money for an invoice that had been written off. */
    static Journal recovery(UUID payment, Account into, Money amount) {
        return of(Kind.RECOVERY, payment, debit(into, amount), credit(Account.BAD_DEBT, amount));
    }

    /** Takes back what an invoice posted. */
    Journal voided() {
        return new Journal(
                Kind.VOID,
                reference,
                postings.stream()
                        .map(posting ->
                                new Posting(posting.account(), posting.amount().negated()))
                        .toList());
    }

    private static Journal of(Kind kind, UUID reference, Posting... postings) {
        return new Journal(kind, reference, Stream.of(postings).toList());
    }

    private static Posting debit(Account account, Money amount) {
        return new Posting(account, amount);
    }

    private static Posting credit(Account account, Money amount) {
        return new Posting(account, amount.negated());
    }
}
