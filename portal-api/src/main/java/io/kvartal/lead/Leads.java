package io.kvartal.lead;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.BillingPeriod;
import io.kvartal.shared.Problem;
import io.kvartal.shared.Slice;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Leads for other contexts. A lead that is not this tenant's is {@link Problem.NotFound}; an act that its state does not allow is
 * {@link Problem.Conflict}; calls join a running transaction.
 */
@Service
public class Leads {
    private final Requests requests;
    private final CallIntake calls;
    private final LeadWork work;
    private final LeadLists lists;
    private final Reassigning reassigning;
    private final BuyerPassports passports;
    private final Viewings viewings;

    Leads(
            Requests requests,
            CallIntake calls,
            LeadWork work,
            LeadLists lists,
            Reassigning reassigning,
            BuyerPassports passports,
            Viewings viewings) {
        this.requests = requests;
        this.calls = calls;
        this.work = work;
        this.lists = lists;
        this.reassigning = reassigning;
        this.passports = passports;
        this.viewings = viewings;
    }

    // ---- intake ----

    /**
     * A buyer's request. Wrong input is {@link Problem.Invalid} with a pointer for every field. The same phone and complex within a
     * day is the same request.
     */
    public Mono<RequestAccepted> request(LeadForm form) {
        return requests.accept(form, null);
    }

    /** A request with a visit: besides what {@link #request} says, the time must be one that is offered. */
    public Mono<RequestAccepted> request(LeadForm form, ViewingWish viewing) {
        return requests.accept(form, viewing);
    }

    /** When the sales office can be visited in the coming two weeks; never without a published permit or guarantee; NotFound while the developer has no contract. */
    public Mono<List<ViewingDay>> viewingTimes(Complex complex) {
        return viewings.times(complex.developer(), complex.id());
    }

    /** Until when a request sent now would be answered; NotFound while the developer has no contract. */
    public Mono<Instant> promiseNow(Complex complex) {
        return requests.promiseNow(complex);
    }

    /** A finished call, answered or missed. Handing the same call in again answers with the same lead and changes nothing. */
    public Mono<LeadId> fromCall(CallContact call) {
        return calls.accept(call);
    }

    // ---- the developer ----

    /** Newest first. @param cursor of the page before; null for the first. @param limit 1-100 */
    public Mono<Slice<LeadRow>> list(TenantId tenant, LeadFilter filter, @Nullable String cursor, int limit) {
        return lists.list(tenant, filter, cursor, limit);
    }

    /** How many leads each view of the inbox holds. */
    public Mono<Map<LeadFilter.View, Long>> counts(TenantId tenant) {
        return lists.counts(tenant);
    }

    public Mono<LeadCard> card(TenantId tenant, LeadId lead) {
        return lists.card(tenant, lead);
    }

    /** Takes a lead from the portal's call centre; from then on the phone is open. Paid per deal: the portal's claim is fixed. */
    public Mono<LeadRow> accept(TenantId tenant, LeadId lead, String actor) {
        return work.accept(tenant, lead, actor);
    }

    /** @param reason required for a refusal. @param version the one that the caller saw */
    public Mono<LeadRow> stage(
            TenantId tenant, LeadId lead, Stage stage, @Nullable String reason, int version, String actor) {
        return work.stage(tenant, lead, stage, reason, version, actor);
    }

    /** @param outcome see {@link AttemptOutcome}: {@code reached} stops the clock and makes a form a contact */
    public Mono<LeadRow> attempt(
            TenantId tenant, LeadId lead, Instant at, String outcome, @Nullable String note, String actor) {
        return work.attempt(tenant, lead, at, outcome, note, actor);
    }

    public Mono<LeadRow> note(TenantId tenant, LeadId lead, String text, String actor) {
        return work.note(tenant, lead, text, actor);
    }

    /** @param member user id; null takes the lead from whoever has it */
    public Mono<LeadRow> assign(TenantId tenant, LeadId lead, @Nullable String member, String actor) {
        return work.assign(tenant, lead, member, actor);
    }

    public Mono<LeadStats> stats(TenantId tenant, BillingPeriod period) {
        return lists.stats(tenant, period);
    }

    // ---- the portal's desk ----

    /** Whose lead it is now or was when it was lost; the desk knows only the id. */
    public Mono<TenantId> developerOf(StaffAccess who, LeadId lead) {
        return lists.developerOf(who, lead);
    }

    public Mono<DeskLead> forDesk(StaffAccess who, TenantId tenant, LeadId lead) {
        return lists.forDesk(who, tenant, lead);
    }

    /** Writes the opening or the decision of a dispute on the timeline; money is the caller's business. */
    public Mono<LeadRow> disputed(TenantId tenant, LeadId lead, boolean open, Map<String, String> data, String actor) {
        return work.disputed(tenant, lead, open, data, actor);
    }

    /** The call centre has spoken with the buyer. */
    public Mono<LeadRow> qualify(
            StaffAccess who, TenantId tenant, LeadId lead, Classification word, @Nullable String note) {
        return work.qualify(who, tenant, lead, word, note);
    }

    /** Gives a qualified lead to the sales office. */
    public Mono<LeadRow> handOver(StaffAccess who, TenantId tenant, LeadId lead) {
        return work.handOver(who, tenant, lead);
    }

    /** A consent said on the telephone. @param evidence where it can be heard again: call and second */
    public Mono<Void> recordConsent(
            StaffAccess who, TenantId tenant, LeadId lead, ConsentPurpose purpose, String evidence) {
        return work.recordConsent(who, tenant, lead, purpose, evidence);
    }

    /**
     * Passes the buyer to another developer, in one transaction. Conflict without the buyer's consent to share. What the first
     * developer was charged is credited in full; the second pays by their contract.
     *
     * @return the second developer's lead
     */
    public Mono<LeadId> reassign(StaffAccess who, TenantId from, LeadId lead, ComplexId to) {
        return reassigning.reassign(who, from, lead, to);
    }

    // ---- the buyer ----

    /** NotFound for a token that nobody was given. */
    public Mono<Passport> passport(String token) {
        return passports.passport(token);
    }

    /** "Was I called?" */
    public Mono<Passport> answer(String token, boolean called) {
        return passports.answer(token, called).then(Mono.defer(() -> passports.passport(token)));
    }

    /** Another time for the visit. Invalid when it is not offered, NotFound when there is no request to visit for. */
    public Mono<Void> moveViewing(String token, Instant at) {
        return passports.moveViewing(token, at);
    }

    public Mono<Void> cancelViewing(String token) {
        return passports.cancelViewing(token);
    }

    /** @param consent {@code contact}, {@code share}, … */
    public Mono<Passport> withdraw(String token, String consent) {
        return passports.withdraw(token, consent).then(Mono.defer(() -> passports.passport(token)));
    }
}
