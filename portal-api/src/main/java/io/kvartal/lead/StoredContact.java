package io.kvartal.lead;

import io.kvartal.contract.Channel;
import io.kvartal.contract.RoomClass;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code lead.contact}. {@code sourceId} is the call's id, or the form's own. */
record StoredContact(
        TenantId tenant,
        ContactId id,
        LeadId lead,
        Kind kind,
        String sourceId,
        Channel channel,
        Instant at,
        boolean answered,
        int waitSec,
        int talkSec,
        @Nullable String name,
        @Nullable String message,
        @Nullable String preferredTime,
        @Nullable UUID unit,
        Attribution attribution,
        Evidence evidence) {

    enum Kind {
        CALL,
        FORM,
        REASSIGNMENT
    }

    /**
     * What the verdict needs besides the touch itself; it may grow while the touch never changes.
     *
     * @param byCallCentre the portal's call centre had the lead when this was judged
     * @param returnedTalkSec how long they talked when somebody called a missed buyer back
     */
    record Evidence(
            @Nullable RoomClass room,
            @Nullable String exclusion,
            @Nullable Boolean vendorTarget,
            @Nullable Boolean vendorUnique,
            boolean byCallCentre,
            @Nullable Integer returnedTalkSec,
            @Nullable Classification classification) {
        static final Evidence NONE = new Evidence(null, null, null, null, false, null, null);
    }

    boolean isUnansweredForm() {
        return kind == Kind.FORM && !answered;
    }

    boolean isMissedCall() {
        return kind == Kind.CALL && channel == Channel.CALL && !answered;
    }

    /** We (or the office) rang the buyer: nothing to be billed by itself. */
    boolean isOurOwnCall() {
        return kind == Kind.CALL && channel == Channel.CALLBACK;
    }

    StoredContact reached(boolean byCallCentre) {
        return with(
                true,
                new Evidence(
                        evidence.room,
                        evidence.exclusion,
                        evidence.vendorTarget,
                        evidence.vendorUnique,
                        byCallCentre,
                        evidence.returnedTalkSec,
                        evidence.classification));
    }

    StoredContact returned(int talkedSec) {
        return with(
                answered,
                new Evidence(
                        evidence.room,
                        evidence.exclusion,
                        evidence.vendorTarget,
                        evidence.vendorUnique,
                        evidence.byCallCentre,
                        talkedSec,
                        evidence.classification));
    }

    StoredContact classified(Classification word) {
        return with(
                answered,
                new Evidence(
                        evidence.room,
                        evidence.exclusion,
                        evidence.vendorTarget,
                        evidence.vendorUnique,
                        evidence.byCallCentre,
                        evidence.returnedTalkSec,
                        word));
    }

    private StoredContact with(boolean nowAnswered, Evidence now) {
        return new StoredContact(
                tenant,
                id,
                lead,
                kind,
                sourceId,
                channel,
                at,
                nowAnswered,
                waitSec,
                talkSec,
                name,
                message,
                preferredTime,
                unit,
                attribution,
                now);
    }

    ContactFacts facts(StoredLead of) {
        return new ContactFacts(
                id.value(),
                channel,
                at,
                of.personHex(),
                evidence.exclusion,
                answered,
                waitSec,
                talkSec,
                of.complex(),
                evidence.room,
                attribution.source(),
                evidence.classification,
                evidence.vendorTarget,
                evidence.vendorUnique,
                evidence.byCallCentre,
                evidence.returnedTalkSec);
    }
}
