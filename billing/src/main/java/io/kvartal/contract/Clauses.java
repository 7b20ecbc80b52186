package io.kvartal.contract;

import io.kvartal.contract.Clause.Group;
import io.kvartal.contract.Value.Unit;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a contract says, clause by clause: what people read, and what the difference of two versions is made from. Every component of {@link
 * ContractDraft} must be in here; a test walks through the components and fails for one that is not.
 *
 * @param common in the order in which people read
 * @param ofComplexes by slug: only what a complex has otherwise than all others
 */
public record Clauses(List<Clause> common, Map<String, List<Clause>> ofComplexes) {
    public static Clauses of(ContractDraft draft) {
        var all = new ArrayList<Clause>();
        model(draft, all);
        all.addAll(terms(draft.terms()));
        hours(draft.hours(), all);
        billing(draft, all);
        disputes(draft.disputes(), all);
        party(draft, all);
        var own = new LinkedHashMap<String, List<Clause>>();
        draft.complexTerms().forEach((slug, terms) -> own.put(slug, otherwise(draft.terms(), terms)));
        return new Clauses(List.copyOf(all), own);
    }

    public static Clauses of(Contract contract) {
        return of(contract.redraft(contract.validFrom()));
    }

    public List<Clause> of(Group group) {
        return common.stream().filter(clause -> clause.group() == group).toList();
    }

    /** What is said otherwise in {@code other}; these clauses have the same labels in the same order in all terms. */
    static List<Clause> otherwise(Terms usual, Terms other) {
        var before = terms(usual);
        return terms(other).stream().filter(clause -> !before.contains(clause)).toList();
    }

    private static void model(ContractDraft draft, List<Clause> all) {
        all.add(Clause.field(Group.MODEL, "validFrom", new Value.Day(draft.validFrom())));
        all.add(Clause.field(Group.MODEL, "model", Value.of(draft.model(), "model")));
        for (var rule : draft.prices()) {
            all.add(new Clause(Group.MODEL, Label.Price.of(rule), new Value.Sum(rule.price())));
        }
        switch (draft.commission()) {
            case Commission.Flat flat -> all.add(Clause.field(Group.MODEL, "commission", new Value.Sum(flat.amount())));
            case Commission.Percent share ->
                all.add(Clause.field(
                        Group.MODEL,
                        "commission",
                        new Value.Share(share.percent().stripTrailingZeros())));
            case null -> {}
        }
        var fee = draft.monthlyFee();
        if (fee != null) {
            all.add(Clause.field(Group.MODEL, "monthlyFee", new Value.Sum(fee)));
        }
        if (draft.model() == CommercialModel.PLACEMENT || draft.prepaidMonths() != 1) {
            all.add(Clause.field(Group.MODEL, "prepaidMonths", new Value.Count(draft.prepaidMonths(), Unit.MONTHS)));
        }
        bundle(draft.bundle(), all);
        all.add(Clause.field(
                Group.MODEL,
                "monthlyLeadPlan",
                draft.monthlyLeadPlan() == 0 ? Value.NONE : new Value.Count(draft.monthlyLeadPlan(), Unit.LEADS)));
    }

    private static void bundle(List<BundleItem> bundle, List<Clause> all) {
        var seen = new LinkedHashMap<Label.Item, Integer>();
        for (var item : bundle) {
            var nth = seen.merge(new Label.Item(item.name(), item.frequency(), 1), 1, Integer::sum);
            all.add(new Clause(
                    Group.MODEL, new Label.Item(item.name(), item.frequency(), nth), new Value.Sum(item.price())));
        }
    }

    static List<Clause> terms(Terms terms) {
        return List.of(
                rule("minTalkSec", new Value.Count(terms.minTalkSec(), Unit.SECONDS)),
                rule("reviewFromSec", new Value.Count(terms.reviewFromSec(), Unit.SECONDS)),
                rule("uniquenessDays", new Value.Count(terms.uniquenessDays(), Unit.DAYS)),
                rule("uniquenessScope", Value.of(terms.uniquenessScope(), "scope")),
                rule("uniquenessAnchor", Value.of(terms.uniquenessAnchor(), "anchor")),
                rule("missedInHours", Value.of(terms.missedInHours(), "missed")),
                rule("crossChannelMerge", Value.of(terms.crossChannelMerge(), "merge")),
                rule("channels", words("channel", terms.channels())),
                rule("exclusions", words("exclusion", terms.exclusions())),
                rule("targetActions", words("action", terms.targetActions())),
                rule("existingClientDays", new Value.Count(terms.existingClientDays(), Unit.DAYS)),
                rule("attributionDays", new Value.Count(terms.attributionDays(), Unit.DAYS)),
                rule("monthlyCap", count(terms.monthlyCap(), Unit.LEADS)),
                rule("dailyCap", count(terms.dailyCap(), Unit.LEADS)),
                rule("concurrency", count(terms.concurrency(), Unit.CALLS)));
    }

    private static void hours(WorkingHours hours, List<Clause> all) {
        all.add(Clause.field(Group.HOURS, "zone", new Value.Text(hours.zone().getId())));
        for (var day : DayOfWeek.values()) {
            var open = hours.week().get(day);
            all.add(new Clause(Group.HOURS, new Label.Weekday(day), open == null ? Value.NONE : new Value.Open(open)));
        }
        all.add(Clause.field(Group.HOURS, "holidays", new Value.Days(List.copyOf(hours.holidays()))));
    }

    private static void billing(ContractDraft draft, List<Clause> all) {
        var terms = draft.billing();
        all.add(Clause.field(
                Group.BILLING, "currency", new Value.Text(terms.currency().getCurrencyCode())));
        all.add(Clause.field(Group.BILLING, "dueDays", new Value.Count(terms.dueDays(), Unit.DAYS)));
        all.add(Clause.field(Group.BILLING, "graceDays", new Value.Count(terms.graceDays(), Unit.DAYS)));
        all.add(Clause.field(Group.BILLING, "vat", Value.of(terms.vat(), "vat")));
        all.add(Clause.field(Group.BILLING, "restrictAfterDays", count(terms.restrictAfterDays(), Unit.DAYS)));
        all.add(Clause.field(Group.BILLING, "legalEntity", new Value.Text(draft.legalEntity())));
    }

    private static void disputes(DisputeTerms terms, List<Clause> all) {
        all.add(working("windowDays", terms.windowDays()));
        all.add(working("afterRecordingDays", terms.afterRecordingDays()));
        all.add(working("afterInvoiceDays", terms.afterInvoiceDays()));
        all.add(working("answerDays", terms.answerDays()));
        all.add(working("decideDays", terms.decideDays()));
        all.add(working("replacementDays", terms.replacementDays()));
    }

    private static void party(ContractDraft draft, List<Clause> all) {
        var party = draft.party();
        all.add(Clause.field(Group.PARTY, "name", text(party.name())));
        all.add(Clause.field(Group.PARTY, "taxId", text(party.taxId())));
        all.add(Clause.field(Group.PARTY, "address", text(party.address())));
        all.add(Clause.field(Group.PARTY, "email", text(party.email())));
    }

    private static Clause rule(String name, Value value) {
        return Clause.field(Group.RULES, name, value);
    }

    private static Clause working(String name, int days) {
        return Clause.field(Group.DISPUTES, name, new Value.Count(days, Unit.WORKING_DAYS));
    }

    private static Value count(@Nullable Integer number, Unit unit) {
        return number == null ? Value.NONE : new Value.Count(number, unit);
    }

    private static Value text(String text) {
        return text.isBlank() ? Value.NONE : new Value.Text(text);
    }

    private static Value words(String family, @Nullable Collection<?> names) {
        return names == null
                ? Value.NONE
                : new Value.Words(
                        names.stream().map(name -> family + "." + name).toList());
    }
}
