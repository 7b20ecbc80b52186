package io.kvartal.fixation;

import io.kvartal.shared.Sha256;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Hashes over claims and over their steps: each row's takes in the one before, so that none can be slipped in, dated back or rewritten unseen. */
final class Chain {
    private Chain() {}

    /** Fields are counted by their lengths, so that no text can pass for two. */
    private static String digest(@Nullable Object... fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            var value = String.valueOf(field);
            text.append(value.length()).append(':').append(value).append('|');
        }
        return Sha256.hex(text.toString());
    }

    /** Times must come at the precision that the database keeps: microseconds. */
    static String of(String previous, Fixation claim) {
        return digest(
                previous,
                claim.id(),
                claim.tenant(),
                claim.person(),
                claim.complex(),
                claim.channel(),
                claim.lead(),
                claim.claimedAt(),
                claim.claim().by(),
                claim.claim().holder(),
                claim.claim().proofHash(),
                claim.claim().provenAt());
    }

    /** The oldest claims were hashed at a precision that the database does not keep: of them only the order can be looked at. */
    static String again(String previous, Link<Fixation> link) {
        return link.form() == 1 ? link.hash() : of(previous, link.row());
    }

    static String of(String previous, Step step) {
        return digest(
                previous,
                step.fixation(),
                step.act(),
                step.from(),
                step.to(),
                step.at(),
                step.actor(),
                step.reason(),
                step.validTill(),
                step.acceptedFrom(),
                step.extended());
    }

    /** A row as it stands, with the hashes written beside it. */
    record Link<T>(T row, int form, long seq, String previous, String hash) {}

    /** The place of the first row that does not follow from the one before. */
    static <T> Optional<Long> broken(List<Link<T>> links, BiFunction<String, Link<T>, String> hash) {
        var previous = "";
        long seq = 0;
        for (var link : links) {
            seq++;
            if (link.seq() != seq
                    || !link.previous().equals(previous)
                    || !link.hash().equals(hash.apply(previous, link))) {
                return Optional.of(seq);
            }
            previous = link.hash();
        }
        return Optional.empty();
    }

    /** Whether a claim stands as its last step left it, and its proof is the one that was hashed. */
    static boolean standsAsLastStep(Fixation claim, @Nullable Step last, int form) {
        var proof = claim.claim().proof();
        if (proof != null && !Sha256.hex(proof).equals(claim.claim().proofHash())) {
            return false;
        }
        if (last == null) {
            return form == 1;
        }
        return last.to() == claim.state()
                && last.validTill().equals(claim.validTill())
                && Objects.equals(last.acceptedFrom(), claim.acceptedFrom())
                && last.extended() == claim.extended();
    }
}
