package io.kvartal.billing;

import java.util.UUID;

/** What an assessment was made of no longer gives its receipt: the rules or a contract were changed where neither may ever be. Nothing is shown then. */
final class ReceiptChanged extends IllegalStateException {
    ReceiptChanged(UUID assessment, String stored, String derived) {
        super("assessment " + assessment + " was given with receipt " + stored + ", derived now is " + derived);
    }
}
