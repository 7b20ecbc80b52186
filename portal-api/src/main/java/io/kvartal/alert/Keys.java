package io.kvartal.alert;

import io.kvartal.platform.Pii;
import io.kvartal.shared.Problem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The secret part of a subscription's address: its id with a signature. Every letter carries it, so it cannot be a random token that is stored only as
 * a hash; and nothing that could be used is stored.
 */
@Component
class Keys {
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;

    private final Pii pii;

    Keys(Pii pii) {
        this.pii = pii;
    }

    String of(SubscriptionId id) {
        var bytes = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .put(signature(id))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws Problem.NotFound for a key that was never given out */
    SubscriptionId read(String key) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key));
            if (bytes.remaining() == ID_BYTES + SIGNATURE_BYTES) {
                var id = new SubscriptionId(new UUID(bytes.getLong(), bytes.getLong()));
                var signature = new byte[SIGNATURE_BYTES];
                bytes.get(signature);
                if (MessageDigest.isEqual(signature, signature(id))) {
                    return id;
                }
            }
        } catch (IllegalArgumentException garbled) {
            throw new Problem.NotFound("subscription");
        }
        throw new Problem.NotFound("subscription");
    }

    private byte[] signature(SubscriptionId id) {
        return Arrays.copyOf(pii.fingerprint("alert " + id), SIGNATURE_BYTES);
    }
}
