package io.kvartal.billing;

import io.kvartal.contract.Contracts;
import io.kvartal.contract.WorkingHours;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Agreements;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Receipt;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Charges, credits, invoices and payments. Everything joins the caller's transaction where there is one. */
@Component
public final class Billing {
    private final TenantTx tx;
    private final Clock clock;
    private final Contracts contracts;
    private final Parts parts;
    private final Assessments assessments = new Assessments();
    private final Charges charges = new Charges();
    private final CreditNotes credits = new CreditNotes();
    private final Replacements replacements = new Replacements();
    private final Invoices invoices = new Invoices();
    private final Deals deals = new Deals();
    private final Ledger ledger = new Ledger();

    /** Those who act; this facade reads by itself. */
    @Component
    record Parts(Assessing assessing, Crediting crediting, InvoiceBook invoices, Payments payments, Dealing dealing) {}

    Billing(TenantTx tx, Clock clock, Contracts contracts, Parts parts) {
        this.tx = tx;
        this.clock = clock;
        this.contracts = contracts;
        this.parts = parts;
    }

    /**
     * Stores what is known of a contact with its receipt, and charges for it when it is billable and the contract is CPL. The same facts again change
     * nothing; other facts for the same contact make a new assessment and, where the money differs, a credit or a charge, for this contact and for
     * those whose verdict hangs on it.
     *
     * @param description what an invoice calls it: the name of the complex; no personal data
     */
    public Mono<Assessment> assess(TenantId tenant, UUID lead, String description, ContactFacts facts) {
        return parts.assessing().assess(tenant, new Facts.Known(lead, description, facts));
    }

    /** Leads without any assessment are absent. */
    public Mono<Map<UUID, LeadMoney>> ofLeads(TenantId tenant, Collection<UUID> leads) {
        if (leads.isEmpty()) {
            return Mono.just(Map.of());
        }
        return tx.in(tenant, db -> assessments
                .verdicts(db, tenant, leads)
                .flatMap(verdicts -> charges.ofLeads(db, tenant, leads).map(charged -> {
                    Map<UUID, LeadMoney> money = new HashMap<>();
                    verdicts.forEach((lead, verdict) ->
                            money.put(lead, moneyOf(lead, verdict, Optional.ofNullable(charged.get(lead)))));
                    return money;
                })));
    }

    private static LeadMoney moneyOf(UUID lead, String verdict, Optional<Charge> charge) {
        return new LeadMoney(
                lead,
                verdict,
                charge.map(Charge::id).orElse(null),
                charge.map(Charge::amount).orElse(null),
                charge.map(Charge::credited).orElse(Money.ZERO_KZT),
                charge.map(Charge::invoice).orElse(null));
    }

    /** What happened in the month, in the zone of the contract; newest first. */
    public Mono<List<Charge>> charges(TenantId tenant, BillingPeriod period) {
        return contracts.history(tenant).flatMap(versions -> {
            var zone = versions.isEmpty()
                    ? WorkingHours.ALMATY
                    : versions.getFirst().hours().zone();
            return tx.in(tenant, db -> charges.between(db, tenant, period.from(zone), period.until(zone)));
        });
    }

    public Mono<ChargeView> charge(TenantId tenant, ChargeId id) {
        return tx.in(tenant, db -> charges.byId(db, tenant, id)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("charge")))
                .flatMap(charge -> view(db, charge)));
    }

    /** What the contact of this charge is charged now: a later fact may have charged it anew. Where it is charged no more, this charge. */
    public Mono<ChargeView> standing(TenantId tenant, ChargeId id) {
        return tx.in(tenant, db -> charges.standing(db, tenant, id)
                .flatMap(charge -> view(db, charge))
                .switchIfEmpty(Mono.defer(() -> charge(tenant, id))));
    }

    private Mono<ChargeView> view(DatabaseClient db, Charge charge) {
        var tenant = charge.tenant();
        var receipt = charges.assessmentOf(db, tenant, charge.id())
                .flatMap(assessment -> assessments.byId(db, tenant, assessment))
                .flatMap(stored -> receipt(tenant, stored))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        var replacement =
                replacements.ofCharge(db, tenant, charge.id()).map(Optional::of).defaultIfEmpty(Optional.empty());
        var invoice = charge.invoice();
        var number = invoice == null
                ? Mono.just(Optional.<String>empty())
                : invoices.byId(db, tenant, invoice).map(found -> Optional.of(found.number()));
        return receipt.flatMap(why -> credits.ofCharge(db, tenant, charge.id())
                .flatMap(notes -> replacement.flatMap(owed -> number.map(
                        no -> new ChargeView(charge, why.orElse(null), notes, owed.orElse(null), no.orElse(null))))));
    }

    /** Of the billed contact, else of the last one. */
    public Mono<Receipt> receiptOfLead(TenantId tenant, UUID lead) {
        return tx.in(tenant, db -> assessments.ofLead(db, tenant, lead).flatMap(stored -> receipt(tenant, stored)))
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("receipt")));
    }

    private Mono<Receipt> receipt(TenantId tenant, Receipts.Stored stored) {
        return contracts.history(tenant).map(versions -> Receipts.of(stored, Agreements.of(versions)));
    }

    /** @param amount without VAT; more than the rest of the charge is a Conflict */
    public Mono<CreditNote> credit(
            TenantId tenant, ChargeId charge, CreditReason reason, Money amount, String note, String actor) {
        return parts.crediting().credit(tenant, charge, reason, amount, note, actor);
    }

    public Mono<Replacement> oweReplacement(TenantId tenant, ChargeId charge, String note, String actor) {
        return parts.crediting().owe(tenant, charge, Replacement.Wanted.SAME_COMPLEX, note, actor);
    }

    /** A new lead pays for the promise: its charge is credited. */
    public Mono<Replacement> fulfil(TenantId tenant, ReplacementId replacement, ChargeId delivered, String actor) {
        return parts.crediting().fulfil(tenant, replacement, delivered, actor);
    }

    /** Newest first. */
    public Mono<List<Replacement>> replacements(TenantId tenant) {
        return tx.in(tenant, db -> replacements.all(db, tenant));
    }

    /**
     * Invoices what happened up to the end of the month and stands on no invoice yet. Run twice, or by two at once, it makes one set of invoices.
     *
     * @throws Problem.Invalid for a month that has not begun
     */
    public Mono<InvoiceRun> close(BillingPeriod period, StaffAccess who) {
        return parts.invoices().close(period, who);
    }

    /** Newest first. */
    public Mono<List<Invoice>> invoices(TenantId tenant) {
        return parts.invoices().invoices(tenant);
    }

    public Mono<List<Invoice>> allInvoices(StaffAccess who, BillingPeriod period) {
        return tx.staff(who, db -> invoices.allOfPeriod(db, period));
    }

    public Mono<InvoiceView> invoice(TenantId tenant, InvoiceId invoice) {
        return parts.invoices().invoice(tenant, invoice);
    }

    public Mono<byte[]> pdf(TenantId tenant, InvoiceId invoice, Lang lang) {
        return parts.invoices().pdf(tenant, invoice, lang);
    }

    /** Where to pay; Conflict while the gateway does not know the invoice yet, or when it is paid. */
    public Mono<URI> paymentPage(TenantId tenant, InvoiceId invoice) {
        return parts.payments().paymentPage(tenant, invoice);
    }

    /** The gateway received money. The same event again changes nothing. */
    public Mono<Void> paid(TenantId tenant, InvoiceId invoice, Money amount, String gatewayEventId, Instant at) {
        return parts.payments().paid(tenant, invoice, amount, gatewayEventId, at);
    }

    /** Takes a final, unpaid invoice back; what it carried goes on the next one. */
    public Mono<Void> voidInvoice(TenantId tenant, InvoiceId invoice) {
        return parts.invoices().takeBack(tenant, invoice, "", InvoiceAct.SYSTEM);
    }

    public Mono<AccountState> state(TenantId tenant) {
        var now = clock.instant();
        var period = BillingPeriod.of(now, WorkingHours.ALMATY);
        var today = LocalDate.ofInstant(now, WorkingHours.ALMATY);
        return tx.in(tenant, db -> Flux.just(Account.UNBILLED, Account.RECEIVABLE, Account.CREDITS)
                .concatMap(account -> ledger.balance(db, tenant, account))
                .collectList()
                .flatMap(balances -> invoices.all(db, tenant).map(all -> state(period, today, balances, all))));
    }

    /** @param balances of what is unbilled, receivable and credited */
    private static AccountState state(BillingPeriod period, LocalDate today, List<Money> balances, List<Invoice> all) {
        var open = all.stream().filter(one -> one.state() == InvoiceState.FINAL).toList();
        var overdue = open.stream()
                .filter(one -> one.isOverdue(today))
                .map(one -> one.total().minus(one.paid()))
                .reduce(Money.ZERO_KZT, Money::plus);
        var nextDueOn =
                open.stream().map(Invoice::dueOn).min(Comparator.naturalOrder()).orElse(null);
        return new AccountState(
                period,
                balances.get(0),
                balances.get(1),
                overdue,
                balances.get(2).negated(),
                nextDueOn);
    }

    public Mono<TrialBalance> trialBalance(StaffAccess who, Instant at) {
        return tx.staff(who, db -> ledger.trialBalance(db, null, at));
    }

    /** CPT: charges the commission on a deal with a fixed client. */
    public Mono<Deal> declareDeal(TenantId tenant, DealDraft draft, String actor) {
        return parts.dealing().declare(tenant, draft, actor);
    }

    /** Of all tenants, newest first. */
    public Mono<List<Deal>> allDeals(StaffAccess who) {
        return tx.staff(who, deals::allTenants);
    }

    /** Newest first. */
    public Mono<List<Deal>> deals(TenantId tenant) {
        return tx.in(tenant, db -> deals.all(db, tenant));
    }
}
