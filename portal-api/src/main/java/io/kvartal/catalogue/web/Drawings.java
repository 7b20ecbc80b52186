package io.kvartal.catalogue.web;

import io.kvartal.shared.Problem;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of complexes and flats that have no photo: the same name always gives the same drawing. */
@RestController
class Drawings {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");
    private static final CacheControl WEEK =
            CacheControl.maxAge(Duration.ofDays(7)).cachePublic();

    @GetMapping("/img/facade/{name}.svg")
    ResponseEntity<String> facade(@PathVariable String name) {
        if (!name.matches("[a-z0-9-]{1,120}")) {
            throw new Problem.NotFound("picture");
        }
        boolean varied = name.matches(".*-[23]");
        int variant = varied ? name.charAt(name.length() - 1) - '0' : 1;
        var slug = varied ? name.substring(0, name.length() - 2) : name;
        return picture(FacadeDrawing.of(slug, variant));
    }

    @GetMapping("/img/plan/{rooms}-{area}.svg")
    ResponseEntity<String> plan(@PathVariable String rooms, @PathVariable String area) {
        if (!rooms.matches("[0-5]") || !area.matches("\\d{1,4}")) {
            throw new Problem.NotFound("picture");
        }
        return picture(PlanDrawing.of(Integer.parseInt(rooms), Integer.parseInt(area)));
    }

    private static ResponseEntity<String> picture(String svg) {
        return ResponseEntity.ok().contentType(SVG).cacheControl(WEEK).body(svg);
    }
}
