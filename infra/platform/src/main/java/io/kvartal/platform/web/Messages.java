package io.kvartal.platform.web;

import com.ibm.icu.text.MessageFormat;
import io.kvartal.shared.Lang;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The texts of all modules: {@code messages/<module>_<language>.properties}, UTF-8, ICU patterns.
 *
 * <p>A missing key throws in tests; in production the key itself stands in the page and the log says so once.
 */
public final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final Map<Lang, Map<String, String>> BUNDLES = loadAll();

    private final boolean strict;
    private final Map<Lang, Map<String, MessageFormat>> formats = new EnumMap<>(Lang.class);
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /** @param strict whether a missing key is an error */
    public Messages(boolean strict) {
        this.strict = strict;
        for (var lang : Lang.values()) {
            formats.put(lang, new ConcurrentHashMap<>());
        }
    }

    public boolean has(Lang lang, String key) {
        return bundle(lang).containsKey(key);
    }

    public Set<String> keys(Lang lang) {
        return bundle(lang).keySet();
    }

    /** The pattern as written, or null. */
    public String pattern(Lang lang, String key) {
        return Objects.requireNonNull(bundle(lang).get(key), key);
    }

    public String text(Lang lang, String key, Object... args) {
        var pattern = bundle(lang).get(key);
        if (pattern == null) {
            return absent(lang, key);
        }
        if (args.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        var format = Objects.requireNonNull(formats.get(lang))
                .computeIfAbsent(key, k -> new MessageFormat(pattern, lang.locale()));
        return ((MessageFormat) format.clone()).format(args);
    }

    /** The text for a list of all texts: placeholders stay as {@code …}. */
    String sentence(Lang lang, String key) {
        var gaps = new Object[] {"…", "…", "…", "…"};
        return pattern(lang, key).contains("plural") ? pattern(lang, key) : text(lang, key, gaps);
    }

    boolean strict() {
        return strict;
    }

    private String absent(Lang lang, String key) {
        if (strict) {
            throw new IllegalArgumentException("no text " + key + " in " + lang.code());
        }
        if (missing.add(lang.code() + key)) {
            LOG.error("no text {} in {}", key, lang.code());
        }
        return key;
    }

    private static Map<String, String> bundle(Lang lang) {
        return Objects.requireNonNull(BUNDLES.get(lang));
    }

    private static Map<Lang, Map<String, String>> loadAll() {
        var all = new EnumMap<Lang, Map<String, String>>(Lang.class);
        for (var lang : Lang.values()) {
            all.put(lang, load(lang));
        }
        return all;
    }

    private static Map<String, String> load(Lang lang) {
        var merged = new TreeMap<String, String>();
        try {
            var resolver = new PathMatchingResourcePatternResolver(Messages.class.getClassLoader());
            for (var file : resolver.getResources("classpath*:messages/*_" + lang.code() + ".properties")) {
                read(file).forEach((key, value) -> {
                    if (merged.put((String) key, (String) value) != null) {
                        throw new IllegalStateException("text defined twice: " + key);
                    }
                });
            }
            return merged;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties read(Resource file) throws IOException {
        var texts = new Properties();
        try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }
}
