package io.kvartal.dispute;

import io.kvartal.shared.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the developer says and shows.
 *
 * @param atSecond second of the recording, from its start
 */
public record Claim(Reason reason, String comment, @Nullable Integer atSecond) {
    private static final int LONGEST = 2000;
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
        return new Claim(Reason.of(reason), comment == null ? "" : comment.strip(), atSecond);
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
            case TEXT -> {
                if (comment.isEmpty()) {
                    throw new Problem.Invalid("/comment", "dispute.needs-other-lead");
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
