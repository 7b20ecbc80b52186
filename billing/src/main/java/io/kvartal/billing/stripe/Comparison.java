package io.kvartal.billing.stripe;

import io.kvartal.shared.Money;
import io.kvartal.shared.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two lists of the same kind of thing, side by side. Pure. */
final class Comparison {
    private static final String NOTHING = "–";

    /**
     * @param key the same on both sides for the same thing
     * @param state words that both sides share
     * @param optional the other side need not have it (a refund that failed before Stripe heard of it)
     */
    record Item(
            String key,
            Money amount,
            String state,
            @Nullable TenantId tenant,
            @Nullable String link,
            boolean optional) {
        String shown() {
            return amount.isZero() ? state : amount.amount() + " " + amount.currency() + " " + state;
        }
    }

    record Found(
            Difference.Kind kind,
            String subject,
            String ours,
            String theirs,
            @Nullable Item known) {}

    private Comparison() {}

    static List<Found> of(List<Item> ours, List<Item> theirs) {
        var found = new ArrayList<Found>();
        var here = byKey(ours);
        var there = byKey(theirs);
        here.forEach((key, own) -> {
            var other = there.get(key);
            if (other == null) {
                if (!own.getFirst().optional()) {
                    found.add(new Found(
                            Difference.Kind.MISSING_THERE, key, own.getFirst().shown(), NOTHING, own.getFirst()));
                }
            } else {
                compare(key, own, other).forEach(found::add);
            }
        });
        there.forEach((key, other) -> {
            if (!here.containsKey(key) && !other.getFirst().optional()) {
                found.add(new Found(
                        Difference.Kind.MISSING_HERE,
                        key,
                        NOTHING,
                        other.getFirst().shown(),
                        other.getFirst()));
            }
        });
        return found;
    }

    private static Map<String, List<Item>> byKey(List<Item> items) {
        var map = new LinkedHashMap<String, List<Item>>();
        items.forEach(item ->
                map.computeIfAbsent(item.key(), key -> new ArrayList<>()).add(item));
        return map;
    }

    /** A thing that is there twice is one difference; its amounts say nothing more. */
    private static List<Found> compare(String key, List<Item> own, List<Item> other) {
        var a = own.getFirst();
        var b = other.getFirst();
        if (own.size() > 1 || other.size() > 1) {
            return List.of(new Found(Difference.Kind.DUPLICATE, key, own.size() + " ×", other.size() + " ×", a));
        }
        var found = new ArrayList<Found>();
        if (!a.amount().currency().equals(b.amount().currency())) {
            found.add(new Found(Difference.Kind.CURRENCY, key, a.shown(), b.shown(), a));
        } else if (a.amount().minor() != b.amount().minor()) {
            found.add(new Found(Difference.Kind.AMOUNT, key, a.shown(), b.shown(), a));
        }
        if (!a.state().equals(b.state())) {
            found.add(new Found(Difference.Kind.STATE, key, a.state(), b.state(), a));
        }
        return found;
    }
}
