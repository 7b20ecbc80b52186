package io.kvartal.verdict;

import static io.kvartal.contract.Channel.CALL;

import io.kvartal.contract.Contract;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.verdict.History.Earlier;
import io.kvartal.verdict.Receipt.Compared;
import io.kvartal.verdict.Receipt.EvaluatedRule;
import io.kvartal.verdict.Receipt.Priced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one contact. The rules stand in a fixed order; the first that fires is the reason.
 *
 * <p>No I/O, no clock, no randomness: what it needs to know is in its arguments.
 */
public final class VerdictEngine {
    /** Raised whenever a rule changes its meaning: receipts say by which rules they were made. */
    public static final String RULE_SET = "2026-1";

    private static final List<Rule> RULES = List.of(
            new Rule("identified", VerdictEngine::identified),
            new Rule("exclusion", VerdictEngine::exclusion),
            new Rule("channel", VerdictEngine::channel),
            new Rule("answered", VerdictEngine::answered),
            new Rule("call-centre", VerdictEngine::callCentre),
            new Rule("talk", VerdictEngine::talk),
            new Rule("uniqueness", VerdictEngine::uniqueness),
            new Rule("known-client", VerdictEngine::knownClient),
            new Rule("cap", VerdictEngine::cap),
            new Rule("classification", VerdictEngine::classification),
            new Rule("target", (contact, values) -> new Verdict.Target()));

    private VerdictEngine() {}

    public static Receipt judge(ContactFacts facts, Contract contract, History history) {
        return judge(facts, contract, contract, history);
    }

    /** @param priceBook the contract in force when the lead was created: its price holds, whatever was signed since */
    public static Receipt judge(ContactFacts facts, Contract contract, Contract priceBook, History history) {
        var contact = new Case(facts, contract, contract.termsFor(facts.complex()), history);
        var evaluated = new ArrayList<EvaluatedRule>();
        for (var rule : RULES) {
            var values = new Values();
            var verdict = rule.test().apply(contact, values);
            evaluated.add(new EvaluatedRule(rule.name(), verdict != null, values.list));
            if (verdict != null) {
                return receipt(contact, priceBook, rule.name(), verdict, evaluated);
            }
        }
        throw new IllegalStateException("the last rule always fires");
    }

    private static Receipt receipt(
            Case contact, Contract priceBook, String rule, Verdict verdict, List<EvaluatedRule> evaluated) {
        var facts = contact.facts();
        var overtaken = verdict.billable() ? overtaken(contact) : null;
        var price = verdict.billable()
                ? priceBook
                        .priceFor(facts.complex(), facts.room(), facts.channel(), facts.source())
                        .map(found -> new Priced(found.price(), found, priceBook.id(), priceBook.version()))
                        .orElse(null)
                : null;
        return new Receipt(
                verdict,
                rule,
                evaluated,
                contact.contract().id(),
                contact.contract().version(),
                RULE_SET,
                overtaken == null ? null : overtaken.contact(),
                verdict.billable() ? window(contact, overtaken) : null,
                price,
                vendorDiffers(facts, verdict),
                facts);
    }

    private static boolean vendorDiffers(ContactFacts facts, Verdict verdict) {
        if (facts.vendorTarget() == null && facts.vendorUnique() == null) {
            return false;
        }
        var vendorSaysBillable =
                !Boolean.FALSE.equals(facts.vendorTarget()) && !Boolean.FALSE.equals(facts.vendorUnique());
        return vendorSaysBillable != verdict.billable();
    }

    private static @Nullable Verdict identified(Case contact, Values values) {
        values.add("caller", contact.facts().person() == null ? "hidden" : "known");
        values.add("qualified", contact.isQualified());
        return contact.facts().person() == null && !contact.isQualified() ? new Verdict.Unverifiable() : null;
    }

    private static @Nullable Verdict exclusion(Case contact, Values values) {
        var code = contact.facts().exclusion();
        values.add("exclusion", code == null ? "none" : code);
        return code != null && contact.terms().exclusions().contains(code) ? new Verdict.Excluded(code) : null;
    }

    private static @Nullable Verdict channel(Case contact, Values values) {
        values.add("channel", contact.facts().channel());
        values.add("contractChannels", contact.terms().channels());
        return contact.terms().channels().contains(contact.facts().channel()) ? null : new Verdict.Excluded("channel");
    }

    private static @Nullable Verdict answered(Case contact, Values values) {
        var facts = contact.facts();
        values.add("answered", facts.answered());
        values.add("waitSec", facts.waitSec());
        values.add("qualified", contact.isQualified());
        if (facts.answered() || contact.isQualified()) {
            return null;
        }
        if (facts.channel() != CALL) {
            return new Verdict.Missed("awaiting-contact");
        }
        var open = contact.contract().hours().isOpen(facts.at());
        values.add("officeOpen", open);
        values.add("missedInHours", contact.terms().missedInHours());
        values.add("returnedTalkSec", facts.returnedTalkSec() == null ? "none" : facts.returnedTalkSec());
        if (!open) {
            return new Verdict.Missed("out-of-hours");
        }
        return switch (contact.terms().missedInHours()) {
            case BILLABLE -> null;
            case NOT_BILLABLE -> new Verdict.Missed("in-hours");
            case NOT_BILLABLE_UNTIL_RETURNED ->
                facts.returnedTalkSec() == null ? new Verdict.Missed("not-returned") : null;
        };
    }

    private static @Nullable Verdict callCentre(Case contact, Values values) {
        var facts = contact.facts();
        values.add("byCallCentre", facts.byCallCentre());
        values.add("classified", facts.classification() != null);
        return facts.byCallCentre() && facts.classification() == null
                ? new Verdict.NeedsListening("call-centre")
                : null;
    }

    /** Measured for calls only; a call centre that qualified the buyer has measured otherwise. */
    private static @Nullable Verdict talk(Case contact, Values values) {
        var facts = contact.facts();
        var terms = contact.terms();
        var returned = facts.returnedTalkSec();
        var byReturn = returned != null && terms.missedInHours() == MissedRule.NOT_BILLABLE_UNTIL_RETURNED;
        var measured = facts.channel() == CALL && !facts.byCallCentre() && (facts.answered() || byReturn);
        values.add("measured", measured);
        if (!measured) {
            return null;
        }
        var talked = facts.answered() || returned == null ? facts.talkSec() : returned;
        values.add("talkSec", talked);
        values.add("reviewFromSec", terms.reviewFromSec());
        values.add("minTalkSec", terms.minTalkSec());
        if (talked >= terms.minTalkSec()) {
            return null;
        }
        if (talked < terms.reviewFromSec()) {
            return new Verdict.TooShort();
        }
        values.add("classified", facts.classification() != null);
        return facts.classification() == null ? new Verdict.NeedsListening("band") : null;
    }

    private static @Nullable Verdict uniqueness(Case contact, Values values) {
        var terms = contact.terms();
        values.add("windowDays", terms.uniquenessDays());
        values.add("scope", terms.uniquenessScope());
        values.add("anchor", terms.uniquenessAnchor());
        values.add("merge", terms.crossChannelMerge());
        var later = contact.history().takenOverBy();
        if (later != null) {
            values.add("takenOverAt", later.at());
            return new Verdict.Duplicate(later.lead());
        }
        var hit = repeated(contact);
        values.add("earlierAt", hit == null ? "none" : hit.at());
        var overtaken = overtaken(contact);
        if (hit == null || overtaken != null) {
            values.add("takesOver", overtaken == null ? "none" : overtaken.contact());
            return null;
        }
        values.add("earlierLead", hit.isElsewhere() ? "elsewhere" : hit.lead());
        return new Verdict.Duplicate(hit.lead());
    }

    /** The earlier contact in whose window this one falls. */
    private static @Nullable Earlier repeated(Case contact) {
        var billed = lastBilled(contact);
        return billed != null
                ? billed
                : switch (contact.terms().uniquenessAnchor()) {
                    case FIRST_BILLED -> null;
                    case LAST_CONTACT ->
                        contact.inScope().stream()
                                .filter(Earlier::answered)
                                .filter(earlier ->
                                        contact.at().isBefore(earlier.at().plus(contact.window())))
                                .reduce((first, second) -> second)
                                .orElse(null);
                    case FIRST_CONTACT -> firstOfWindow(contact);
                };
    }

    private static @Nullable Earlier firstOfWindow(Case contact) {
        Earlier anchor = null;
        for (var earlier : contact.inScope()) {
            if ((earlier.answered() || earlier.billed())
                    && (anchor == null || !earlier.at().isBefore(anchor.at().plus(contact.window())))) {
                anchor = earlier;
            }
        }
        return anchor != null && contact.at().isBefore(anchor.at().plus(contact.window())) ? anchor : null;
    }

    /** Whatever the anchor: inside the window in which the person was paid for, nobody pays again. */
    private static @Nullable Earlier lastBilled(Case contact) {
        return contact.inScope().stream()
                .filter(Earlier::billed)
                .filter(earlier -> contact.at().isBefore(end(earlier, contact)))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** A shorter window in a newer contract does not shorten what an older contract promised. */
    private static Instant end(Earlier billed, Case contact) {
        var promised = billed.window();
        var from = promised == null ? billed.at() : promised.from();
        var now = from.plus(contact.window());
        return promised == null || promised.until().isBefore(now) ? now : promised.until();
    }

    /** A call that replaces a form takes over its window too: the person is paid for once from the first contact on. */
    private static Window window(Case contact, @Nullable Earlier overtaken) {
        var taken = overtaken == null ? null : overtaken.window();
        return taken == null ? new Window(contact.at(), contact.at().plus(contact.window())) : taken;
    }

    /** The billed form that a call replaces. */
    private static @Nullable Earlier overtaken(Case contact) {
        if (contact.facts().channel() != CALL || contact.terms().crossChannelMerge() != CrossChannelMerge.CALL_WINS) {
            return null;
        }
        var billed = lastBilled(contact);
        return billed == null || billed.isElsewhere() || billed.channel() == CALL ? null : billed;
    }

    private static @Nullable Verdict knownClient(Case contact, Values values) {
        var facts = contact.facts();
        var days = contact.terms().existingClientDays();
        values.add("existingClientDays", days);
        var oldest = facts.at().minus(Duration.ofDays(days));
        var claim = contact.history().claims().stream()
                .filter(one -> one.person().equals(facts.person()))
                .filter(one -> one.complex() == null || one.complex().equals(facts.complex()))
                .filter(one -> one.at().isBefore(facts.at()) && !one.at().isBefore(oldest))
                .findFirst()
                .orElse(null);
        values.add("claimedAt", claim == null ? "none" : claim.at());
        return days == 0 || claim == null ? null : new Verdict.KnownClient(claim.at());
    }

    private static @Nullable Verdict cap(Case contact, Values values) {
        var terms = contact.terms();
        var history = contact.history();
        values.add("dailyCap", terms.dailyCap() == null ? "none" : terms.dailyCap());
        values.add("monthlyCap", terms.monthlyCap() == null ? "none" : terms.monthlyCap());
        if (!terms.hasCaps() || overtaken(contact) != null) {
            return null;
        }
        values.add("billedToday", history.billedToday());
        values.add("billedThisMonth", history.billedThisMonth());
        if (terms.dailyCap() != null && history.billedToday() >= terms.dailyCap()) {
            return new Verdict.OverCap("daily");
        }
        return terms.monthlyCap() != null && history.billedThisMonth() >= terms.monthlyCap()
                ? new Verdict.OverCap("monthly")
                : null;
    }

    private static @Nullable Verdict classification(Case contact, Values values) {
        var word = contact.facts().classification();
        values.add("classification", word == null ? "none" : word.nonTarget() == null ? "target" : word.nonTarget());
        return word == null || word.nonTarget() == null ? null : new Verdict.NonTarget(word.nonTarget());
    }

    private record Rule(String name, Test test) {}

    private interface Test {
        @Nullable
        Verdict apply(Case contact, Values values);
    }

    private record Case(ContactFacts facts, Contract contract, Terms terms, History history) {
        Instant at() {
            return facts.at();
        }

        Duration window() {
            return Duration.ofDays(terms.uniquenessDays());
        }

        /** A person of the portal has spoken to the buyer and calls it a target contact. */
        boolean isQualified() {
            return facts.classification() != null && facts.classification().isTarget();
        }

        List<Earlier> inScope() {
            return history.earlier().stream()
                    .filter(earlier -> switch (terms.uniquenessScope()) {
                        case COMPLEX ->
                            !earlier.isElsewhere() && earlier.complex().equals(facts.complex());
                        case DEVELOPER -> !earlier.isElsewhere();
                        case PORTAL -> true;
                    })
                    .toList();
        }
    }

    private static final class Values {
        private final List<Compared> list = new ArrayList<>();

        void add(String name, @Nullable Object value) {
            list.add(new Compared(name, String.valueOf(value)));
        }
    }

    /** What the exclusion constraint of the database holds a person by. */
    public static String scopeKey(UniquenessScope scope, String complex) {
        return switch (scope) {
            case COMPLEX -> "COMPLEX " + complex;
            case DEVELOPER -> "DEVELOPER";
            case PORTAL -> "PORTAL";
        };
    }
}
