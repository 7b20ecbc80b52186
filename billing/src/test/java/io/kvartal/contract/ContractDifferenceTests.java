package io.kvartal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kvartal.contract.Sentence.Kind;
import io.kvartal.shared.Money;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two versions that differ in anything differ in words. */
class ContractDifferenceTests {
    private static final Terms OWN = Terms.defaults().withMinTalkSec(60);

    private static List<Sentence> between(ContractDraft before, ContractDraft after) {
        return ContractDifference.between(before, after);
    }

    private static ContractDraft full(CommercialModel model) {
        var hours = WorkingHours.usual();
        return new ContractDraft(
                LocalDate.of(2026, 12, 1),
                model,
                Terms.defaults(),
                Map.of("alatau-park", OWN),
                List.of(
                        PriceRule.all(Money.kzt(15_000)),
                        new PriceRule("alatau-park", RoomClass.TWO, Channel.FORM, "yandex", Money.kzt(9_000))),
                Money.kzt(450_000),
                3,
                List.of(new BundleItem("banner", Money.kzt(40_000), BundleItem.Frequency.MONTHLY)),
                new Commission.Percent(new BigDecimal("1.8")),
                40,
                new WorkingHours(hours.zone(), hours.week(), new TreeSet<>(List.of(LocalDate.of(2026, 12, 16)))),
                BillingTerms.USUAL,
                DisputeTerms.USUAL,
                SampleContracts.PARTY,
                ContractDraft.PORTAL);
    }

    /** Every leaf below every component, found by reflection: a component that is added later is in here at once. */
    @Test
    void whicheverComponentChangesSomeSentenceSaysSo() throws Exception {
        for (var model : CommercialModel.values()) {
            var draft = full(model);
            var mutants = mutants(draft);
            assertThat(mutants).as("every component").hasSizeGreaterThan(45);
            for (var mutant : mutants.entrySet()) {
                var other = (ContractDraft) mutant.getValue();
                assertThat(other).as(mutant.getKey()).isNotEqualTo(draft);
                assertThat(between(draft, other)).as(mutant.getKey()).isNotEmpty();
                assertThat(between(other, draft)).as(mutant.getKey() + " back").isNotEmpty();
                assertThat(between(other, other)).as(mutant.getKey()).isEmpty();
            }
            assertThat(between(draft, draft)).isEmpty();
        }
    }

    /** Chains of changes: no difference means the same, and whoever goes there and back has changed nothing. */
    @Test
    void noSentenceMeansTheSameContract() throws Exception {
        var seed = Long.getLong("seed", 20261129L);
        System.out.println("ContractDifferenceTests seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var from = full(CommercialModel.CPL);
            var to = from;
            for (int step = 0; step < 1 + random.nextInt(3); step++) {
                var next = new ArrayList<>(mutants(to).values());
                to = (ContractDraft) next.get(random.nextInt(next.size()));
            }
            assertThat(between(from, to).isEmpty()).isEqualTo(from.equals(to));
        }
    }

    @Test
    void pricesAreNamedByTheContactsThatTheyAreFor() {
        var before = SampleContracts.cpl();
        var form = new PriceRule(null, RoomClass.STUDIO, Channel.FORM, null, Money.kzt(12_000));
        var after = before.withPrices(List.of(PriceRule.all(Money.kzt(16_000)), form));
        assertThat(between(before, after))
                .containsExactly(
                        new Sentence(
                                Clause.Group.MODEL,
                                null,
                                Kind.CHANGED,
                                new Label.Price(null, null, null, null),
                                new Value.Sum(Money.kzt(15_000)),
                                new Value.Sum(Money.kzt(16_000))),
                        new Sentence(
                                Clause.Group.MODEL,
                                null,
                                Kind.ADDED,
                                new Label.Price(null, RoomClass.STUDIO, Channel.FORM, null),
                                Value.NONE,
                                new Value.Sum(Money.kzt(12_000))));
    }

    @Test
    void theOrderOfPricesMeansNothing() {
        var one = PriceRule.all(Money.kzt(1));
        var two = new PriceRule("park", null, null, null, Money.kzt(2));
        assertThat(between(
                        SampleContracts.cpl().withPrices(List.of(one, two)),
                        SampleContracts.cpl().withPrices(List.of(two, one))))
                .isEmpty();
    }

    @Test
    void aComplexWithTermsOfItsOwnSaysOnlyWhatChangesForIt() {
        var common = full(CommercialModel.CPL);
        var without = withComplexes(common, Map.of());
        assertThat(between(without, common))
                .extracting(Sentence::complex, Sentence::kind, Sentence::after)
                .containsExactly(
                        tuple("alatau-park", Kind.OWN_TERMS, Value.NONE),
                        tuple("alatau-park", Kind.CHANGED, new Value.Count(60, Value.Unit.SECONDS)));
        var sixtyForAll = common.withTerms(OWN);
        assertThat(between(common, sixtyForAll)).hasSize(1).allMatch(sentence -> sentence.complex() == null);
    }

    @Test
    void ofSetsOnlyWhatCameAndWhatWentIsSaid() {
        var hours = WorkingHours.usual();
        var days = new TreeSet<>(List.of(LocalDate.of(2026, 12, 16), LocalDate.of(2027, 1, 1)));
        var before = SampleContracts.cpl().withHours(new WorkingHours(hours.zone(), hours.week(), days));
        var later = new TreeSet<>(List.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 2)));
        var after = before.withHours(new WorkingHours(hours.zone(), hours.week(), later));
        assertThat(between(before, after))
                .extracting(Sentence::kind, Sentence::before, Sentence::after)
                .containsExactly(
                        tuple(Kind.JOINED, Value.NONE, new Value.Days(List.of(LocalDate.of(2027, 1, 2)))),
                        tuple(Kind.LEFT, new Value.Days(List.of(LocalDate.of(2026, 12, 16))), Value.NONE));
    }

    private static ContractDraft withComplexes(ContractDraft draft, Map<String, Terms> complexes) {
        return new ContractDraft(
                draft.validFrom(),
                draft.model(),
                draft.terms(),
                complexes,
                draft.prices(),
                draft.monthlyFee(),
                draft.prepaidMonths(),
                draft.bundle(),
                draft.commission(),
                draft.monthlyLeadPlan(),
                draft.hours(),
                draft.billing(),
                draft.disputes(),
                draft.party(),
                draft.legalEntity());
    }

    // ---- one change at a time, anywhere ----

    private static Map<String, Object> mutants(Object record) throws Exception {
        var all = new LinkedHashMap<String, Object>();
        for (var component : record.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            for (var other : others(accessor.invoke(record), component).entrySet()) {
                try {
                    all.put(component.getName() + other.getKey(), copy(record, component, other.getValue()));
                } catch (InvocationTargetException refused) {
                    assertThat(refused.getCause()).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        return all;
    }

    private static Object copy(Object record, RecordComponent changed, Object value) throws Exception {
        var components = record.getClass().getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            components[i].getAccessor().setAccessible(true);
            values[i] = components[i].getName().equals(changed.getName())
                    ? value
                    : components[i].getAccessor().invoke(record);
        }
        var constructor = record.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Map<String, Object> others(Object value, RecordComponent component) throws Exception {
        var found = new LinkedHashMap<String, Object>();
        switch (value) {
            case null -> found.put("", some(component.getType()));
            case Integer number -> {
                found.put(" up", number + 1);
                if (!component.getType().isPrimitive()) {
                    found.put(" none", null);
                }
            }
            case String text -> found.put("", text + "x");
            case LocalDate date -> found.put("", date.plusDays(1));
            case ZoneId zone -> found.put("", ZoneId.of("Asia/Aqtobe"));
            case Currency currency -> found.put("", Currency.getInstance("USD"));
            case Money money -> found.put("", money.plus(Money.kzt(1)));
            case LocalTime time -> found.put("", time.plusMinutes(15));
            case Commission commission -> {
                found.put(" flat", new Commission.Flat(Money.kzt(5)));
                found.put(" percent", new Commission.Percent(BigDecimal.ONE));
                found.put(" none", null);
            }
            case Enum<?> one -> {
                for (var other : one.getDeclaringClass().getEnumConstants()) {
                    if (other != one) {
                        found.put(" " + other, other);
                    }
                }
            }
            case Map<?, ?> map -> maps(map, found);
            case Collection<?> set -> collections(set, component, found);
            case Record nested -> mutants(nested).forEach((name, other) -> found.put("." + name, other));
            default -> throw new AssertionError("how does one change a " + value.getClass() + "?");
        }
        return found;
    }

    private static Object some(Class<?> type) {
        return type == String.class
                ? "some"
                : type == Integer.class
                        ? Integer.valueOf(7)
                        : type.isEnum() ? type.getEnumConstants()[0] : new TreeSet<String>();
    }

    private static void maps(Map<?, ?> map, Map<String, Object> found) throws Exception {
        for (var entry : map.entrySet()) {
            var less = new LinkedHashMap<Object, Object>(map);
            less.remove(entry.getKey());
            found.put(" without " + entry.getKey(), weekOrSame(less));
            for (var other : entry.getValue() instanceof Record nested
                    ? mutants(nested).entrySet()
                    : Map.<String, Object>of().entrySet()) {
                var changed = new LinkedHashMap<Object, Object>(map);
                changed.put(entry.getKey(), other.getValue());
                found.put(" " + entry.getKey() + "." + other.getKey(), weekOrSame(changed));
            }
        }
        if (map.values().stream().allMatch(Terms.class::isInstance)) {
            var more = new LinkedHashMap<Object, Object>(map);
            more.put("another-park", Terms.defaults());
            found.put(" with another", more);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object weekOrSame(Map<Object, Object> map) {
        return !map.isEmpty() && map.keySet().iterator().next() instanceof DayOfWeek ? new EnumMap((Map) map) : map;
    }

    private static void collections(Collection<?> set, RecordComponent component, Map<String, Object> found)
            throws Exception {
        int i = 0;
        for (var one : set) {
            var less = new ArrayList<Object>(set);
            less.remove(one);
            found.put(" without " + i, same(set, less));
            if (one instanceof Record nested) {
                for (var other : mutants(nested).entrySet()) {
                    var changed = new ArrayList<Object>(set);
                    changed.set(i, other.getValue());
                    found.put(" " + i + "." + other.getKey(), same(set, changed));
                }
            }
            i++;
        }
        switch (component.getName()) {
            case "exclusions", "targetActions" -> found.put(" more", with(set, "x-other"));
            case "holidays" -> found.put(" more", with(set, LocalDate.of(2027, 3, 8)));
            case "bundle" -> {
                var more = new ArrayList<Object>(set);
                more.addAll(set);
                found.put(" twice", more);
            }
            default -> {}
        }
    }

    private static Object with(Collection<?> set, Object one) {
        var more = new ArrayList<Object>(set);
        more.add(one);
        return same(set, more);
    }

    private static Object same(Collection<?> like, List<Object> elements) {
        return like instanceof List ? elements : new TreeSet<>(elements);
    }
}
