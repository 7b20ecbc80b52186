package io.kvartal.dispute;

import io.kvartal.lead.LeadId;
import io.kvartal.shared.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the developer says and shows.
 *
 * @param atSecond second of the recording, from its start
 * @param otherLead the developer's own lead that this one repeats; for DUPLICATE
 */
public record Claim(
        Reason reason,
        String comment,
        @Nullable Integer atSecond,
        @Nullable LeadId otherLead) {
    private static final int LONGEST = 2000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}");

    public Claim {
        if (comment.length() > LONGEST) {
            throw new Problem.Invalid("/comment", "dispute.comment-long", LONGEST);
        }
        if (atSecond != null && atSecond < 0) {
            throw new Problem.Invalid("/atSecond", "dispute.second");
        }
    }

    public static Claim of(String reason, @Nullable String comment, @Nullable Integer atSecond) {
        return of(reason, comment, atSecond, null);
    }

    /** @param other id of the other lead, or the address of its page */
    public static Claim of(
            String reason, @Nullable String comment, @Nullable Integer atSecond, @Nullable String other) {
        return new Claim(Reason.of(reason), comment == null ? "" : comment.strip(), atSecond, lead(other));
    }

    private static @Nullable LeadId lead(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var found = ID.matcher(text.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            throw new Problem.Invalid("/otherLead", "dispute.other-lead");
        }
        return LeadId.of(found.group());
    }

    /**
     * Refuses a claim without the evidence that its reason needs.
     *
     * @param recordingSec length of the lead's recording, null when there is none to point into
     */
    void check(@Nullable Integer recordingSec) {
        switch (reason.evidence()) {
            case NONE -> {}
            case SECOND -> {
                if (recordingSec != null && atSecond == null) {
                    throw new Problem.Invalid("/atSecond", "dispute.needs-second");
                }
                if (recordingSec == null && comment.isEmpty()) {
                    throw new Problem.Invalid("/comment", "dispute.needs-comment");
                }
            }
            case LEAD -> {
                if (otherLead == null) {
                    throw new Problem.Invalid("/otherLead", "dispute.needs-other-lead");
                }
            }
            case DATED_TEXT -> {
                if (!DATE.matcher(comment).find()) {
                    throw new Problem.Invalid("/comment", "dispute.needs-dated-line");
                }
            }
        }
        if (recordingSec != null && atSecond != null && atSecond > recordingSec) {
            throw new Problem.Invalid("/atSecond", "dispute.second-past-end", recordingSec);
        }
    }
}
