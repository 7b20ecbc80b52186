package kvartal.dev;

import org.jspecify.annotations.Nullable;

/** Something on this machine stands in the way. The message is for the person in front of it and says what to do. */
public class DevFailure extends RuntimeException {
    public DevFailure(String message) {
        super(message);
    }

    public DevFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
