package io.kvartal.catalogue.web;

import io.kvartal.catalogue.content.Pictures;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Uploaded pictures. A name holds the hash of what it shows, so caches may keep it for ever. */
@RestController
class Photos {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})-(\\d{2,4})\\.(jpg|webp)");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Pictures pictures;

    Photos(Pictures pictures) {
        this.pictures = pictures;
    }

    @GetMapping("/img/photo/{name}")
    Mono<ResponseEntity<Flux<DataBuffer>>> photo(@PathVariable String name) {
        var asked = NAME.matcher(name);
        if (!asked.matches()) {
            return Mono.error(new Problem.NotFound("picture"));
        }
        var type = asked.group(3).equals("webp") ? MediaType.parseMediaType("image/webp") : MediaType.IMAGE_JPEG;
        return pictures.read(asked.group(1), Integer.parseInt(asked.group(2)), asked.group(3))
                .map(bytes -> ResponseEntity.ok()
                        .contentType(type)
                        .cacheControl(FOR_EVER)
                        .body(bytes));
    }
}
