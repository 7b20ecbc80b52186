package io.kvartal.billing.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeSignatureTests {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final String SECRET = "whsec_test_secret";
    private static final byte[] BODY = "{\"id\":\"evt_1\",\"name\":\"Жұлдыз\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aKnownVectorIsReproduced() {
        // HMAC-SHA-256 with key "key" over "1.The quick brown fox", computed with openssl.
        assertThat(StripeSignature.sign("key", Instant.ofEpochSecond(1), "The quick brown fox".getBytes()))
                .isEqualTo("t=1,v1=1ef269d2a2a1f8d397e0e25c3e3013fb5687509234565e6e49ea45a138768457");
    }

    @Test
    void whatWeSignStripesOwnLibraryAccepts() throws Exception {
        var header = StripeSignature.sign(SECRET, NOW, BODY);
        assertThat(Webhook.Signature.verifyHeader(
                        new String(BODY, StandardCharsets.UTF_8),
                        header,
                        SECRET,
                        300,
                        Clock.fixed(NOW, ZoneOffset.UTC)))
                .isTrue();
    }

    @Test
    void whatStripesLibrarySignsWeAccept() throws Exception {
        var header = Webhook.Signature.generateSignatureHeader(
                new String(BODY, StandardCharsets.UTF_8), SECRET, NOW.getEpochSecond());
        assertThat(StripeSignature.isValid(header, BODY, List.of(SECRET), NOW)).isTrue();
    }

    @Test
    void everyFlippedBitOfTheBodyIsNoticed() {
        var header = StripeSignature.sign(SECRET, NOW, BODY);
        for (var i = 0; i < BODY.length; i++) {
            var tampered = BODY.clone();
            tampered[i] ^= 1;
            assertThat(StripeSignature.isValid(header, tampered, List.of(SECRET), NOW))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void theToleranceEndsAfterFiveMinutesOnBothSides() {
        var header = StripeSignature.sign(SECRET, NOW, BODY);
        assertThat(StripeSignature.isValid(header, BODY, List.of(SECRET), NOW.plusSeconds(300)))
                .isTrue();
        assertThat(StripeSignature.isValid(header, BODY, List.of(SECRET), NOW.plusSeconds(301)))
                .isFalse();
        assertThat(StripeSignature.isValid(header, BODY, List.of(SECRET), NOW.minusSeconds(301)))
                .isFalse();
    }

    @Test
    void whileASecretIsRotatedBothAreValid() {
        var header = StripeSignature.sign("old", NOW, BODY);
        assertThat(StripeSignature.isValid(header, BODY, List.of("new", "old"), NOW))
                .isTrue();
        assertThat(StripeSignature.isValid(header, BODY, List.of("new"), NOW)).isFalse();
        assertThat(StripeSignature.isValid(header, BODY, List.of(), NOW)).isFalse();
    }

    @Test
    void oneGoodSignatureAmongSeveralIsEnoughAndV0CountsForNothing() {
        var good = StripeSignature.sign(SECRET, NOW, BODY);
        var signature = good.substring(good.indexOf("v1=") + 3);
        var time = "t=" + NOW.getEpochSecond();
        assertThat(StripeSignature.isValid(
                        time + ",v1=" + "00".repeat(32) + ",v1=" + signature, BODY, List.of(SECRET), NOW))
                .isTrue();
        assertThat(StripeSignature.isValid(time + ",v0=" + signature, BODY, List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void unreadableHeadersAreRefusedAndNeverThrow() {
        for (var header :
                List.of("", "t=", "t=x,v1=00", "v1=00", "t=1", "=", ",", "t=1,v1=zz", "t=1,v1", "t".repeat(9_000))) {
            assertThat(StripeSignature.isValid(header, BODY, List.of(SECRET), NOW))
                    .as(header)
                    .isFalse();
        }
        assertThat(StripeSignature.isValid(null, BODY, List.of(SECRET), NOW)).isFalse();
    }
}
