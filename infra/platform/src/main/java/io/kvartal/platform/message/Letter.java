package io.kvartal.platform.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A letter as it lies in the outgoing rows. */
record Letter(UUID id, Mail mail, String state, int attempts, Instant createdAt) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    Letter with(List<Attachment> attachments) {
        return new Letter(
                id,
                new Mail(mail.to(), mail.subject(), mail.html(), mail.text(), mail.unsubscribe(), attachments),
                state,
                attempts,
                createdAt);
    }

    /** Addresses in the plain body, so that the demo mailbox can be clicked through without showing foreign HTML. */
    List<String> links() {
        return LINK.matcher(mail.text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
