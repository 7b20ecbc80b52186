package io.kvartal.billing;

import io.kvartal.contract.Channel;
import io.kvartal.contract.UniquenessScope;
import io.kvartal.verdict.VerdictEngine;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The window in which a person is paid for.
 *
 * @param from the contact; no two of one scope overlap
 * @param paidFrom where a call replaces a form, the form: nobody else is charged from then on
 */
record Hold(
        String scopeKey,
        @Nullable String person,
        Channel channel,
        Instant from,
        Instant paidFrom,
        Instant until,
        boolean portalWide) {
    static Hold of(Differences.Judged judged) {
        var fact = judged.receipt().facts();
        var window = Objects.requireNonNull(judged.receipt().window());
        var scope = judged.contract().termsFor(fact.complex()).uniquenessScope();
        return new Hold(
                VerdictEngine.scopeKey(scope, fact.complex()),
                fact.person(),
                fact.channel(),
                fact.at(),
                window.from(),
                Differences.heldUntil(window, fact, judged.contract()),
                scope == UniquenessScope.PORTAL);
    }
}
