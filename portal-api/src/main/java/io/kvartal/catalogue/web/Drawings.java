package io.kvartal.catalogue.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kvartal.catalogue.drawing.Drawn;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Pictures of complexes and flats that have no photo: the same name always gives the same drawing. */
@RestController
class Drawings {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");
    private static final CacheControl WEEK =
            CacheControl.maxAge(Duration.ofDays(7)).cachePublic();
    private static final String SLUG = "[a-z0-9-]{1,120}";
    private static final Pattern PROGRESS = Pattern.compile("(" + SLUG + ")-(\\d{1,3})");

    /** Pixels take tens of milliseconds to draw, and 60 to 200 kB to keep. */
    private final Cache<String, byte[]> pixels =
            Caffeine.newBuilder().maximumSize(100).build();

    @GetMapping("/img/facade/{name}.svg")
    ResponseEntity<String> facade(@PathVariable String name) {
        checked(name);
        boolean varied = name.matches(".*-[234]");
        int variant = varied ? name.charAt(name.length() - 1) - '0' : 1;
        return picture(Drawn.house(varied ? name.substring(0, name.length() - 2) : name, variant));
    }

    @GetMapping("/img/progress/{name}.svg")
    ResponseEntity<String> progress(@PathVariable String name) {
        var asked = PROGRESS.matcher(name);
        if (!asked.matches() || Integer.parseInt(asked.group(2)) > 100) {
            throw new Problem.NotFound("picture");
        }
        return picture(Drawn.progress(asked.group(1), Integer.parseInt(asked.group(2))));
    }

    @GetMapping("/img/plan/{rooms}-{area}.svg")
    ResponseEntity<String> plan(@PathVariable String rooms, @PathVariable String area) {
        if (!rooms.matches("[0-5]") || !area.matches("\\d{1,4}")) {
            throw new Problem.NotFound("picture");
        }
        return picture(Drawn.plan(Integer.parseInt(rooms), Integer.parseInt(area)));
    }

    @GetMapping("/img/preview/{slug}.png")
    Mono<ResponseEntity<byte[]>> preview(@PathVariable String slug) {
        return drawn("preview " + checked(slug), MediaType.IMAGE_PNG, key -> Drawn.preview(slug));
    }

    @GetMapping("/img/panorama/{slug}.jpg")
    Mono<ResponseEntity<byte[]>> panorama(@PathVariable String slug) {
        return drawn("panorama " + checked(slug), MediaType.IMAGE_JPEG, key -> Drawn.panorama(slug));
    }

    private Mono<ResponseEntity<byte[]>> drawn(String key, MediaType type, Function<String, byte[]> drawing) {
        return Mono.fromCallable(() -> pixels.get(key, drawing))
                .subscribeOn(Schedulers.boundedElastic())
                .map(bytes ->
                        ResponseEntity.ok().contentType(type).cacheControl(WEEK).body(bytes));
    }

    private static String checked(String slug) {
        if (!slug.matches(SLUG)) {
            throw new Problem.NotFound("picture");
        }
        return slug;
    }

    private static ResponseEntity<String> picture(String svg) {
        return ResponseEntity.ok().contentType(SVG).cacheControl(WEEK).body(svg);
    }
}
