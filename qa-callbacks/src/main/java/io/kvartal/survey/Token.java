package io.kvartal.survey;

import io.kvartal.shared.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret part of a survey link. The database knows only its hash. */
record Token(String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Token fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return Sha256.of(secret);
    }

    @Override
    public String toString() {
        return "Token";
    }
}
