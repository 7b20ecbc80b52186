package io.kvartal.billing;

import io.kvartal.contract.Contract;
import io.kvartal.shared.BillingPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice before it is one. Pure.
 *
 * @param contract whose terms decide: the version in force on the period's last day, else the last one before
 * @param changesUntil end of the days of grace; null when it is final at once
 * @param issuedOn the day on which it becomes final
 */
record InvoicePlan(
        Contract contract,
        InvoiceSources.Scope scope,
        InvoiceDraft draft,
        @Nullable Instant changesUntil,
        @Nullable LocalDate issuedOn) {

    static @Nullable Contract governing(List<Contract> versions, BillingPeriod period) {
        return versions.stream()
                .filter(version -> !version.validFrom().isAfter(period.lastDay()))
                .findFirst()
                .orElse(null);
    }

    /** @param before an open draft of an earlier period: what it may take is not for this one */
    static InvoiceSources.Scope scope(Contract contract, BillingPeriod period, Invoices.@Nullable Open before) {
        var zone = contract.hours().zone();
        return new InvoiceSources.Scope(
                contract.tenant(),
                period,
                zone,
                before == null ? null : before.period().until(zone),
                before == null,
                contract.billing().currency());
    }

    static InvoicePlan of(
            Contract contract, InvoiceSources.Scope scope, InvoiceDraft draft, Invoices.@Nullable Open before) {
        return new InvoicePlan(contract, scope, draft, grace(contract, scope.period(), before), null);
    }

    /** The order of periods is kept: none is final before the earlier ones are. */
    private static @Nullable Instant grace(Contract contract, BillingPeriod period, Invoices.@Nullable Open before) {
        var days = contract.billing().graceDays();
        var own = days == 0
                ? null
                : period.lastDay()
                        .plusDays(1L + days)
                        .atStartOfDay(contract.hours().zone())
                        .toInstant();
        if (before == null) {
            return own;
        }
        return own == null || own.isBefore(before.changesUntil()) ? before.changesUntil() : own;
    }

    InvoicePlan issuedAt(Instant now) {
        return new InvoicePlan(
                contract, scope, draft, changesUntil, contract.hours().dateOf(now));
    }

    /** A draft is dated with the day on which it will become final. */
    Invoices.New invoice(InvoiceId id, InvoiceView.Seller seller, Instant now) {
        var until = changesUntil == null ? now : changesUntil;
        var day = issuedOn == null ? contract.hours().dateOf(until) : issuedOn;
        return new Invoices.New(
                id,
                contract.tenant(),
                scope.period(),
                seller,
                contract.party(),
                draft,
                day,
                day.plusDays(contract.billing().dueDays()));
    }

    /** The stored draft with what it says now. */
    Invoice shown(Invoice stored) {
        return new Invoice(
                stored.id(),
                stored.tenant(),
                stored.period(),
                stored.number(),
                stored.state(),
                draft.printedNet(),
                draft.printedVat(),
                draft.total(),
                stored.issuedOn(),
                stored.dueOn(),
                stored.paid(),
                null,
                false);
    }

    InvoiceView shown(InvoiceView stored) {
        return new InvoiceView(
                shown(stored.invoice()),
                stored.seller(),
                contract.party(),
                draft.lines().stream().map(InvoiceDraft.Line::printed).toList());
    }
}
