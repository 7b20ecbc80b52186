package io.kvartal.lead;

import io.kvartal.catalogue.Complex;
import io.kvartal.contract.Channel;
import io.kvartal.contract.RoomClass;
import io.kvartal.shared.Lang;
import io.kvartal.shared.PhoneNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call or a form before it belongs to a lead. */
record Touch(
        Complex complex,
        StoredContact.Kind kind,
        String sourceId,
        Channel channel,
        Instant at,
        @Nullable PhoneNumber buyer,
        Talk talk,
        Words words,
        @Nullable RoomClass room,
        Said said,
        Attribution attribution) {

    /** A conversation from our side counts once it is longer than a greeting. */
    private static final int CONVERSATION_SEC = 20;

    /** @param outbound the office called the buyer */
    record Talk(boolean answered, int waitSec, int talkSec, boolean outbound) {
        static final Talk NONE = new Talk(false, 0, 0, false);
    }

    /** What the buyer wrote. */
    record Words(
            @Nullable String name,
            Lang locale,
            @Nullable String message,
            @Nullable String preferredTime,
            @Nullable UUID unit) {
        static final Words NONE = new Words(null, Lang.RU, null, null, null);
    }

    /** What others say about the touch: our block list, and the telephony provider. */
    record Said(
            @Nullable String exclusion,
            @Nullable Boolean vendorTarget,
            @Nullable Boolean vendorUnique) {
        static final Said NOTHING = new Said(null, null, null);
    }

    /** Two people spoke. */
    boolean isConversation() {
        return talk.answered() && (!talk.outbound() || talk.talkSec() >= CONVERSATION_SEC);
    }

    /** The buyer now waits for somebody: wrote, or rang and nobody answered. */
    boolean asksForCall() {
        return !talk.answered() && !talk.outbound() && buyer != null;
    }

    EventKind event() {
        if (kind == StoredContact.Kind.FORM) {
            return EventKind.FORM;
        }
        if (talk.outbound()) {
            return EventKind.CALL_BACK;
        }
        return talk.answered() ? EventKind.CALL : EventKind.MISSED_CALL;
    }
}
