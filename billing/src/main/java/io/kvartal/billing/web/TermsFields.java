package io.kvartal.billing.web;

import io.kvartal.contract.Channel;
import io.kvartal.contract.CrossChannelMerge;
import io.kvartal.contract.MissedRule;
import io.kvartal.contract.Terms;
import io.kvartal.contract.UniquenessAnchor;
import io.kvartal.contract.UniquenessScope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** One set of rules in a form: the common ones, or those of one complex. */
final class TermsFields {
    private TermsFields() {}

    static void write(Terms terms, String at, MultiValueMap<String, String> fields) {
        fields.set(at + "minTalkSec", String.valueOf(terms.minTalkSec()));
        fields.set(at + "reviewFromSec", String.valueOf(terms.reviewFromSec()));
        fields.set(at + "uniquenessDays", String.valueOf(terms.uniquenessDays()));
        fields.set(at + "uniquenessScope", terms.uniquenessScope().name());
        fields.set(at + "uniquenessAnchor", terms.uniquenessAnchor().name());
        fields.set(at + "missedInHours", terms.missedInHours().name());
        fields.set(at + "crossChannelMerge", terms.crossChannelMerge().name());
        fields.put(at + "channels", names(terms.channels()));
        fields.put(at + "exclusions", names(terms.exclusions()));
        fields.put(at + "targetActions", names(terms.targetActions()));
        fields.set(at + "existingClientDays", String.valueOf(terms.existingClientDays()));
        fields.set(at + "attributionDays", String.valueOf(terms.attributionDays()));
        fields.set(at + "monthlyCap", text(terms.monthlyCap()));
        fields.set(at + "dailyCap", text(terms.dailyCap()));
        fields.set(at + "concurrency", text(terms.concurrency()));
    }

    static Terms read(TypedFields typed, String at, ContractForm form) {
        return new Terms(
                typed.number(at + "minTalkSec", 0, 180),
                typed.number(at + "reviewFromSec", 0, 180),
                typed.number(at + "uniquenessDays", 1, 365),
                typed.choice(at + "uniquenessScope", UniquenessScope.class),
                typed.choice(at + "uniquenessAnchor", UniquenessAnchor.class),
                typed.choice(at + "missedInHours", MissedRule.class),
                typed.choice(at + "crossChannelMerge", CrossChannelMerge.class),
                channels(typed, at + "channels", form),
                ticked(at + "exclusions", form),
                typed.number(at + "existingClientDays", 0, 180),
                typed.number(at + "attributionDays", 1, 730),
                typed.optionalNumber(at + "monthlyCap", 1, 1_000_000),
                typed.optionalNumber(at + "dailyCap", 1, 1_000_000),
                typed.optionalNumber(at + "concurrency", 1, 1_000),
                actions(ticked(at + "targetActions", form)));
    }

    private static Set<Channel> channels(TypedFields typed, String field, ContractForm form) {
        var known = List.of(Channel.values()).stream().map(Enum::name).collect(Collectors.toSet());
        var ticked = ticked(field, form);
        ticked.stream().filter(name -> !known.contains(name)).forEach(name -> typed.wrong(field, "wrong-value", name));
        return ticked.stream().filter(known::contains).map(Channel::valueOf).collect(Collectors.toSet());
    }

    /** None ticked: it was not agreed on. */
    private static @Nullable Set<String> actions(Set<String> ticked) {
        return ticked.isEmpty() ? null : ticked;
    }

    private static Set<String> ticked(String field, ContractForm form) {
        return form.fields().getOrDefault(field, List.of()).stream()
                .filter(value -> value != null && !value.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(@Nullable Collection<?> values) {
        return values == null
                ? List.of()
                : values.stream().map(Object::toString).toList();
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
