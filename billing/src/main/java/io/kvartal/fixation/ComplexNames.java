package io.kvartal.fixation;

import io.kvartal.shared.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What a developer's complexes are called: slug to name, in the order of a list. The catalogue, which lies above, answers. */
@FunctionalInterface
public interface ComplexNames {
    Mono<Map<String, String>> of(TenantId developer);
}
