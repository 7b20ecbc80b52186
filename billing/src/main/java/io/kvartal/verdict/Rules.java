package io.kvartal.verdict;

import static io.kvartal.contract.Channel.CALL;

import io.kvartal.contract.MissedRule;
import io.kvartal.verdict.History.ClientClaim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The single rules. One that stands in a rule set which was ever used is never changed; a new meaning is a new method in a new set.
 *
 * <p>Null: the rule has nothing against the contact. What a rule compares it tells the sink, in the order of its comparing.
 */
final class Rules {
    private static final Verdict TARGET = new Verdict.Target();
    private static final Verdict UNVERIFIABLE = new Verdict.Unverifiable();
    private static final Verdict TOO_SHORT = new Verdict.TooShort();
    private static final Verdict OTHER_CHANNEL = new Verdict.Excluded("channel");
    private static final Verdict AWAITING_CONTACT = new Verdict.Missed("awaiting-contact");
    private static final Verdict OUT_OF_HOURS = new Verdict.Missed("out-of-hours");
    private static final Verdict IN_HOURS = new Verdict.Missed("in-hours");
    private static final Verdict NOT_RETURNED = new Verdict.Missed("not-returned");
    private static final Verdict BY_CALL_CENTRE = new Verdict.NeedsListening("call-centre");
    private static final Verdict IN_BAND = new Verdict.NeedsListening("band");
    private static final Verdict OVER_DAILY = new Verdict.OverCap("daily");
    private static final Verdict OVER_MONTHLY = new Verdict.OverCap("monthly");
    private static final Verdict OVER_CONCURRENCY = new Verdict.OverCap("concurrency");

    private Rules() {}

    static Verdict target(Case contact, Sink values) {
        return TARGET;
    }

    static @Nullable Verdict identified(Case contact, Sink values) {
        var hidden = contact.facts.person() == null;
        values.add("caller", hidden ? "hidden" : "known");
        values.add("qualified", contact.isQualified());
        return hidden && !contact.isQualified() ? UNVERIFIABLE : null;
    }

    static @Nullable Verdict exclusion(Case contact, Sink values) {
        var code = contact.facts.exclusion();
        values.addOrNone("exclusion", code);
        return code != null && contact.terms.exclusions().contains(code) ? new Verdict.Excluded(code) : null;
    }

    static @Nullable Verdict channel(Case contact, Sink values) {
        values.add("channel", contact.facts.channel());
        values.add("contractChannels", contact.terms.channels());
        return contact.clause.allows(contact.facts.channel()) ? null : OTHER_CHANNEL;
    }

    static @Nullable Verdict answered(Case contact, Sink values) {
        var facts = contact.facts;
        values.add("answered", facts.answered());
        values.add("waitSec", facts.waitSec());
        values.add("qualified", contact.isQualified());
        if (facts.answered() || contact.isQualified()) {
            return null;
        }
        if (facts.channel() != CALL) {
            return AWAITING_CONTACT;
        }
        var open = contact.agreement.contract().hours().isOpen(facts.at());
        values.add("officeOpen", open);
        values.add("missedInHours", contact.terms.missedInHours());
        values.addOrNone("returnedTalkSec", facts.returnedTalkSec());
        if (!open) {
            return OUT_OF_HOURS;
        }
        return switch (contact.terms.missedInHours()) {
            case BILLABLE -> null;
            case NOT_BILLABLE -> IN_HOURS;
            case NOT_BILLABLE_UNTIL_RETURNED -> facts.returnedTalkSec() == null ? NOT_RETURNED : null;
        };
    }

    static @Nullable Verdict callCentre(Case contact, Sink values) {
        var facts = contact.facts;
        values.add("byCallCentre", facts.byCallCentre());
        values.add("classified", facts.classification() != null);
        return facts.byCallCentre() && facts.classification() == null ? BY_CALL_CENTRE : null;
    }

    /** Measured for calls only; a call centre that qualified the buyer has measured otherwise. */
    static @Nullable Verdict talk(Case contact, Sink values) {
        var facts = contact.facts;
        var terms = contact.terms;
        var returned = facts.returnedTalkSec();
        var byReturn = returned != null && terms.missedInHours() == MissedRule.NOT_BILLABLE_UNTIL_RETURNED;
        var measured = facts.channel() == CALL && !facts.byCallCentre() && (facts.answered() || byReturn);
        values.add("measured", measured);
        if (!measured) {
            return null;
        }
        int talked = facts.answered() || returned == null ? facts.talkSec() : returned;
        values.add("talkSec", talked);
        values.add("reviewFromSec", terms.reviewFromSec());
        values.add("minTalkSec", terms.minTalkSec());
        if (talked >= terms.minTalkSec()) {
            return null;
        }
        if (talked < terms.reviewFromSec()) {
            return TOO_SHORT;
        }
        values.add("classified", facts.classification() != null);
        return facts.classification() == null ? IN_BAND : null;
    }

    static @Nullable Verdict uniqueness(Case contact, Sink values) {
        var terms = contact.terms;
        values.add("windowDays", terms.uniquenessDays());
        values.add("scope", terms.uniquenessScope());
        values.add("anchor", terms.uniquenessAnchor());
        values.add("merge", terms.crossChannelMerge());
        var later = contact.takenOverBy;
        if (later != null) {
            values.add("takenOverAt", later.at());
            return new Verdict.Duplicate(later.lead());
        }
        var hit = contact.repeated();
        values.addOrNone("earlierAt", hit == null ? null : hit.at());
        var overtaken = contact.overtaken();
        if (hit == null || overtaken != null) {
            values.addOrNone("takesOver", overtaken == null ? null : overtaken.contact());
            return null;
        }
        var lead = hit.lead();
        values.add("earlierLead", lead == null ? "elsewhere" : lead);
        return new Verdict.Duplicate(lead);
    }

    static @Nullable Verdict knownClient(Case contact, Sink values) {
        var days = contact.terms.existingClientDays();
        values.add("existingClientDays", days);
        var claim = contact.claims.isEmpty() ? null : claim(contact, days);
        values.addOrNone("claimedAt", claim == null ? null : claim.at());
        return days == 0 || claim == null ? null : new Verdict.KnownClient(claim.at());
    }

    private static @Nullable ClientClaim claim(Case contact, int days) {
        var facts = contact.facts;
        var oldest = facts.at().minus(Duration.ofDays(days));
        for (var claim : contact.claims) {
            if (claim.person().equals(facts.person())
                    && (claim.complex() == null || claim.complex().equals(facts.complex()))
                    && claim.at().isBefore(facts.at())
                    && !claim.at().isBefore(oldest)) {
                return claim;
            }
        }
        return null;
    }

    /** Up to 2026-1: a contract that caps calls at one time said so without effect. */
    static @Nullable Verdict cap(Case contact, Sink values) {
        return capped(contact, values, contact.terms.hasCaps());
    }

    /** Since 2026-2. */
    static @Nullable Verdict periodCap(Case contact, Sink values) {
        return capped(contact, values, contact.terms.dailyCap() != null || contact.terms.monthlyCap() != null);
    }

    private static @Nullable Verdict capped(Case contact, Sink values, boolean counted) {
        var daily = contact.terms.dailyCap();
        var monthly = contact.terms.monthlyCap();
        values.addOrNone("dailyCap", daily);
        values.addOrNone("monthlyCap", monthly);
        if (!counted || contact.overtaken() != null) {
            return null;
        }
        values.add("billedToday", contact.billedToday);
        values.add("billedThisMonth", contact.billedThisMonth);
        if (daily != null && contact.billedToday >= daily) {
            return OVER_DAILY;
        }
        return monthly != null && contact.billedThisMonth >= monthly ? OVER_MONTHLY : null;
    }

    /** A call that would be billed while so many billed calls are under way. A call that replaces a form takes a line like any other. */
    static @Nullable Verdict concurrency(Case contact, Sink values) {
        var most = contact.terms.concurrency();
        values.addOrNone("concurrency", most);
        if (most == null || contact.facts.channel() != CALL) {
            return null;
        }
        values.add("billedCallsNow", contact.billedCallsNow);
        return contact.billedCallsNow >= most ? OVER_CONCURRENCY : null;
    }

    static @Nullable Verdict classification(Case contact, Sink values) {
        var word = contact.facts.classification();
        var reason = word == null ? null : word.nonTarget();
        values.add("classification", word == null ? "none" : reason == null ? "target" : reason);
        return reason == null ? null : new Verdict.NonTarget(reason);
    }

    /** What the buyer asked about, where somebody named it, must be something that the contract pays for. */
    static @Nullable Verdict action(Case contact, Sink values) {
        var word = contact.facts.classification();
        var action = word == null ? null : word.action();
        var paid = contact.terms.targetActions();
        values.addOrNone("action", action);
        if (action == null || paid == null) {
            return null;
        }
        values.add("targetActions", paid);
        return paid.contains(action) ? null : new Verdict.NonTarget("action-" + action);
    }
}
