package io.kvartal.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A name as words of plain Latin letters, so that Russian, Kazakh and English spellings of one sound are one spelling: {@code Жеті Қазына},
 * {@code Жети Казына} and {@code Zheti Qazyna} are all {@code jeti kazina}. Made for comparing, not for reading.
 */
final class Words {
    /** Kazakh letters to those that a Russian keyboard has. */
    private static final String KAZAKH = "әғқңөұүһі";

    private static final String RUSSIAN = "агкноуухи";
    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ж', "j"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('к', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('о', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "h"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "sh"),
            Map.entry('ъ', ""),
            Map.entry('ы', "i"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "iu"),
            Map.entry('я', "ia"));

    /** Words that people put beside a name: city, residential complex, district. */
    private static final Set<String> NOISE =
            Set.of("jk", "tk", "k", "g", "r", "n", "rn", "kalasi", "gorod", "raion", "audani");

    private Words() {}

    static List<String> of(String text) {
        var words = new ArrayList<String>();
        for (var word : latin(text).split("[^a-z0-9]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The words of a question, without those that name nothing; when nothing else is left, all of them. */
    static List<String> asked(String text) {
        var all = of(text);
        var telling = all.stream().filter(word -> !NOISE.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }

    private static String latin(String text) {
        var out = new StringBuilder();
        for (var letter : plain(text).toCharArray()) {
            int kazakh = KAZAKH.indexOf(letter);
            char russian = kazakh < 0 ? letter : RUSSIAN.charAt(kazakh);
            out.append(LATIN.getOrDefault(russian, String.valueOf(russian)));
        }
        return oneSpelling(out.toString());
    }

    /** Small letters without accents; й and ё lose theirs too. Apostrophes join: {@code Nur's} is one word. */
    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('ş', 'ш'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('ı', 'i')
                .replaceAll("['’ʼ`]", "");
    }

    /** Latin spellings of one sound: zh and j, kh and h, q and k, y and i, w and v. */
    private static String oneSpelling(String latin) {
        return latin.replace("zh", "j")
                .replace("kh", "h")
                .replace("ye", "e")
                .replace('q', 'k')
                .replace('w', 'v')
                .replace('y', 'i');
    }
}
