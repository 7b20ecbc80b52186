package io.kvartal.contract;

import io.kvartal.contract.Clause.Group;
import io.kvartal.contract.Sentence.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one version says otherwise than another: nothing for equal ones, at least one sentence for others. */
public final class ContractDifference {
    private ContractDifference() {}

    /** In the order of the chapters. */
    public static List<Sentence> between(ContractDraft before, ContractDraft after) {
        var found = new ArrayList<Sentence>();
        compare(null, Clauses.of(before).common(), Clauses.of(after).common(), found);
        complexes(before, after, found);
        found.sort(Comparator.comparing(Sentence::group));
        return List.copyOf(found);
    }

    public static List<Sentence> between(Contract before, Contract after) {
        return between(before.redraft(before.validFrom()), after.redraft(after.validFrom()));
    }

    /** What holds for a complex is compared, whether it stands in its own terms or in the common ones; common changes are not said again. */
    private static void complexes(ContractDraft before, ContractDraft after, List<Sentence> found) {
        var slugs = new TreeSet<>(before.complexTerms().keySet());
        slugs.addAll(after.complexTerms().keySet());
        for (var slug : slugs) {
            var had = before.complexTerms().get(slug);
            var has = after.complexTerms().get(slug);
            if (had == null) {
                found.add(new Sentence(Group.RULES, slug, Kind.OWN_TERMS, null, Value.NONE, Value.NONE));
            } else if (has == null) {
                found.add(new Sentence(Group.RULES, slug, Kind.COMMON_TERMS, null, Value.NONE, Value.NONE));
            }
            compare(
                    slug,
                    Clauses.terms(had == null ? before.terms() : had),
                    Clauses.terms(has == null ? after.terms() : has),
                    found);
        }
    }

    private static void compare(
            @Nullable String complex, List<Clause> before, List<Clause> after, List<Sentence> found) {
        var now = byLabel(after);
        var then = byLabel(before);
        then.forEach((place, clause) -> {
            var other = now.get(place);
            if (other == null) {
                found.add(new Sentence(
                        clause.group(), complex, Kind.REMOVED, clause.label(), clause.value(), Value.NONE));
            } else if (!other.value().equals(clause.value())) {
                changed(complex, clause, other.value(), found);
            }
        });
        now.forEach((place, clause) -> {
            if (!then.containsKey(place)) {
                found.add(
                        new Sentence(clause.group(), complex, Kind.ADDED, clause.label(), Value.NONE, clause.value()));
            }
        });
    }

    /** Of two sets only what came and what went is said. */
    private static void changed(@Nullable String complex, Clause was, Value is, List<Sentence> found) {
        if (was.value() instanceof Value.Words before && is instanceof Value.Words after) {
            moved(
                    complex,
                    was,
                    new Value.Words(without(after.names(), before.names())),
                    new Value.Words(without(before.names(), after.names())),
                    found);
        } else if (was.value() instanceof Value.Days before && is instanceof Value.Days after) {
            moved(
                    complex,
                    was,
                    new Value.Days(without(after.dates(), before.dates())),
                    new Value.Days(without(before.dates(), after.dates())),
                    found);
        } else {
            found.add(new Sentence(was.group(), complex, Kind.CHANGED, was.label(), was.value(), is));
        }
    }

    private static void moved(@Nullable String complex, Clause clause, Value came, Value went, List<Sentence> found) {
        if (!isEmpty(came)) {
            found.add(new Sentence(clause.group(), complex, Kind.JOINED, clause.label(), Value.NONE, came));
        }
        if (!isEmpty(went)) {
            found.add(new Sentence(clause.group(), complex, Kind.LEFT, clause.label(), went, Value.NONE));
        }
    }

    private static boolean isEmpty(Value set) {
        return set instanceof Value.Words words
                ? words.names().isEmpty()
                : set instanceof Value.Days days && days.dates().isEmpty();
    }

    private static <T> List<T> without(List<T> all, List<T> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }

    private static Map<Place, Clause> byLabel(List<Clause> clauses) {
        var places = new LinkedHashMap<Place, Clause>();
        clauses.forEach(clause -> places.put(new Place(clause.group(), clause.label()), clause));
        return places;
    }

    private record Place(Group group, Label label) {}
}
