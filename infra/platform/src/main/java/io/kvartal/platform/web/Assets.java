package io.kvartal.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Everything below {@code static/} on the class path, held in memory and served under {@code /assets/<hash>/…}.
 *
 * <p>The hash covers all files at once, so relative addresses inside style sheets and ES modules stay in one version,
 * and a font that is preloaded is the font that the style sheet asks for.
 */
public final class Assets {
    private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"([a-z0-9-]+)\"");
    private static final String SPRITE = "/icons.svg";
    private static final Assets LOADED = load();

    private final Map<String, Asset> files;
    private final String version;
    private final Set<String> icons;

    /** @param gzip the same bytes compressed, absent when that does not pay */
    public record Asset(byte[] bytes, byte @Nullable [] gzip, MediaType type) {}

    private Assets(Map<String, Asset> files, String version) {
        this.files = files;
        this.version = version;
        this.icons = files.containsKey(SPRITE) ? iconNames(files.get(SPRITE)) : Set.of();
    }

    /** The files of this class path; read once. */
    public static Assets onClassPath() {
        return LOADED;
    }

    /** @param path below {@code static/}, with a leading slash */
    public String href(String path) {
        return "/assets/" + version + path;
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    public @Nullable Asset find(String path) {
        return files.get(path);
    }

    public String version() {
        return version;
    }

    public Set<String> icons() {
        return icons;
    }

    String iconHref(String name) {
        return href(SPRITE) + "#" + name;
    }

    private static Set<String> iconNames(Asset sprite) {
        return SYMBOL.matcher(new String(sprite.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Assets load() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new TreeMap<String, Asset>();
            var resolver = new PathMatchingResourcePatternResolver(Assets.class.getClassLoader());
            for (var file : resolver.getResources("classpath*:static/**")) {
                var address = file.getURL().toString();
                if (!address.endsWith("/") && file.isReadable()) {
                    var path = address.substring(address.lastIndexOf("/static/") + "/static".length());
                    files.put(path, asset(path, file.getContentAsByteArray()));
                }
            }
            files.forEach((path, asset) -> {
                digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(asset.bytes());
            });
            return new Assets(files, HexFormat.of().formatHex(digest.digest(), 0, 6));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Asset asset(String path, byte[] bytes) throws IOException {
        var type = path.endsWith(".js")
                ? MediaType.parseMediaType("text/javascript;charset=UTF-8")
                : MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        if (type.equals(MediaType.valueOf("text/css"))) {
            type = MediaType.parseMediaType("text/css;charset=UTF-8");
        }
        var pays = bytes.length > 512 && path.matches(".*\\.(css|js|svg|json|geojson|txt|html|xml)");
        return new Asset(bytes, pays ? gzip(bytes) : null, Objects.requireNonNull(type));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream(bytes.length / 3);
        try (var zip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
