package io.kvartal.fixation;

import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Claims to clients at one developer. */
public interface Fixations {
    /** First valid claim wins; the same lead again gives the same answer. */
    Mono<Fixation> claim(
            TenantId tenant, String person, @Nullable String complex, String channel, @Nullable UUID lead, Instant at);

    /** @throws io.kvartal.shared.Problem.NotFound when the lead has none */
    Mono<Fixation> of(TenantId tenant, UUID lead);

    /** Claims of others than the portal to these persons. */
    Mono<List<Fixation>> claimsOfOthers(TenantId tenant, List<String> persons);
}
