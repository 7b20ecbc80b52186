package io.kvartal.platform;

import io.kvartal.shared.PhoneNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Personal data at rest: sealed for reading back, fingerprinted for finding again.
 *
 * <p>Sealed form: one byte key id, 12 bytes nonce, AES-256-GCM text with its tag; the key id is authenticated too. A
 * fingerprint is HMAC-SHA-256 with a pepper that lives outside the database, since a plain hash of a telephone number can
 * be turned back by trying all of them.
 *
 * <p>Keys: {@code kvartal.pii.key} is one base64 key of 32 bytes (its id is then 1), or a list {@code 2:base64,1:base64} of
 * which the first seals and all open, so keys can be rotated while rows keep their old ones.
 */
@Component
@NullMarked
public final class Pii {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<Byte, SecretKeySpec> keys = new LinkedHashMap<>();
    private final byte sealing;
    private final SecretKeySpec pepper;
    private final SecureRandom random = new SecureRandom();

    public Pii(@Value("${kvartal.pii.key}") String keys, @Value("${kvartal.pii.pepper}") String pepper) {
        for (var entry : keys.split(",")) {
            var parts = entry.strip().split(":", 2);
            var id = parts.length == 2 ? Byte.parseByte(parts[0]) : (byte) 1;
            var key = Base64.getDecoder().decode(parts[parts.length - 1]);
            if (key.length != 32 || this.keys.put(id, new SecretKeySpec(key, "AES")) != null) {
                throw new IllegalArgumentException("kvartal.pii.key: every key has its own id and 32 bytes");
            }
        }
        this.sealing = this.keys.keySet().iterator().next();
        var secret = Base64.getDecoder().decode(pepper);
        if (secret.length < 16) {
            throw new IllegalArgumentException("kvartal.pii.pepper: 16 bytes at least");
        }
        this.pepper = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Two seals of one text differ: nothing can be learned by comparing rows. */
    public byte[] seal(String text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, sealing, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(sealing)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when the bytes were changed, or the key is gone */
    public String open(byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES) {
            throw new IllegalStateException("sealed text is too short");
        }
        var in = ByteBuffer.wrap(sealed);
        var id = in.get();
        var nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        var text = new byte[in.remaining()];
        in.get(text);
        return new String(crypt(Cipher.DECRYPT_MODE, id, nonce, text), StandardCharsets.UTF_8);
    }

    public byte[] seal(PhoneNumber number) {
        return seal(number.e164());
    }

    public PhoneNumber openPhone(byte[] sealed) {
        return new PhoneNumber(open(sealed));
    }

    /** The same for the same number, however it was written. */
    public byte[] fingerprint(PhoneNumber number) {
        return fingerprint(number.e164());
    }

    public byte[] fingerprint(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(pepper);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] crypt(int mode, byte id, byte[] nonce, byte[] input) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("no key with id " + id);
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(new byte[] {id});
            return cipher.doFinal(input);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("personal data cannot be sealed or opened", changed);
        }
    }
}
