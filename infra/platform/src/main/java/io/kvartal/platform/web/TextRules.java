package io.kvartal.platform.web;

import io.kvartal.shared.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What must hold for texts and templates of every module; a test of the whole application asks it. */
public final class TextRules {
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern INLINE = Pattern.compile("\\sstyle=|<style|<script(?![^>]*\\ssrc=)|\\son[a-z]+=\"");
    private static final Pattern TEXT = Pattern.compile("ui(?:\\(\\))?\\.t\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern ICON = Pattern.compile("ui(?:\\(\\))?\\.icon\\(\\s*\"([^\"]+)\"\\s*[,)]");

    private TextRules() {}

    /** Keys that some language lacks, as {@code kk lacks lead.stage.new}. */
    public static List<String> differences() {
        var texts = new Messages(false);
        var all = new TreeSet<String>();
        for (var lang : Lang.values()) {
            all.addAll(texts.keys(lang));
        }
        var out = new ArrayList<String>();
        for (var lang : Lang.values()) {
            all.stream()
                    .filter(key -> !texts.has(lang, key))
                    .map(key -> lang.code() + " lacks " + key)
                    .forEach(out::add);
        }
        return out;
    }

    /** Templates below a folder that write text themselves, use inline code, or name an absent text or icon. */
    public static List<String> breaches(Path folder) throws IOException {
        var out = new ArrayList<String>();
        var keys = new Messages(false).keys(Lang.RU);
        var icons = Assets.onClassPath().icons();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".jte"))
                    .sorted()
                    .toList()) {
                var source = Files.readString(file);
                if (CYRILLIC.matcher(source).find()) {
                    out.add(file + ": text outside the bundles");
                }
                if (INLINE.matcher(source).find()) {
                    out.add(file + ": inline style or script");
                }
                unknown(TEXT, source, keys).forEach(key -> out.add(file + ": no text " + key));
                unknown(ICON, source, icons).forEach(name -> out.add(file + ": no icon " + name));
            }
        }
        return out;
    }

    private static List<String> unknown(Pattern use, String source, Set<String> known) {
        return use.matcher(source)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }
}
