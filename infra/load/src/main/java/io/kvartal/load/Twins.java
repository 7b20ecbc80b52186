package io.kvartal.load;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The raw limit: the very bytes of an answer, given by the same server through the same filters, without working anything out. */
@RestController
class Twins {
    private final List<Twin> twins = new ArrayList<>();

    private record Twin(MediaType type, byte[] body) {}

    /** @return the path of the twin */
    String add(MediaType type, byte[] body) {
        twins.add(new Twin(type, body));
        return "/api/v1/twins/" + (twins.size() - 1);
    }

    @GetMapping("/api/v1/twins/{number}")
    Mono<ResponseEntity<byte[]>> twin(@PathVariable int number) {
        var twin = twins.get(number);
        return Mono.just(ResponseEntity.ok().contentType(twin.type).body(twin.body));
    }
}
