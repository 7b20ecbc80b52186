package io.kvartal.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Addresses of complexes: readable Latin, once given never changed. */
final class Slugs {
    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('ә', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('ғ', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ё', "e"),
            Map.entry('ж', "zh"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('й', "y"),
            Map.entry('к', "k"),
            Map.entry('қ', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('ң', "n"),
            Map.entry('о', "o"),
            Map.entry('ө', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ұ', "u"),
            Map.entry('ү', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "h"),
            Map.entry('һ', "h"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "sch"),
            Map.entry('ъ', ""),
            Map.entry('ы', "y"),
            Map.entry('і', "i"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "yu"),
            Map.entry('я', "ya"));

    private Slugs() {}

    static String of(String name) {
        var out = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            var latin = LATIN.get(c);
            if (latin != null) {
                out.append(latin);
            } else {
                out.append((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-');
            }
        }
        var slug = out.toString().replaceAll("-+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "zhk" : slug;
    }

    /** From the shortest; "ЖК" in front of a name says nothing. */
    static List<String> candidates(String name, String city, String developer) {
        var base = of(name.replaceFirst("(?iu)^(жк|тк|тұрғын үй кешені|жилой комплекс)\\s+", ""));
        var list = new ArrayList<>(List.of(base, base + "-" + city, base + "-" + developer));
        for (int i = 2; i < 100; i++) {
            list.add(base + "-" + developer + "-" + i);
        }
        return list;
    }

    static String firstFree(List<String> candidates, Collection<String> taken) {
        return candidates.stream().filter(c -> !taken.contains(c)).findFirst().orElseThrow();
    }
}
