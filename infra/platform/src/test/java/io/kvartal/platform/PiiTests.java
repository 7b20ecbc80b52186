package io.kvartal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.shared.PhoneNumber;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PiiTests {
    private static final String PEPPER = Base64.getEncoder().encodeToString(new byte[32]);
    private final PhoneNumber phone = new PhoneNumber("+77012345678");
    private final Pii pii = new Pii(key(1), PEPPER);

    @Test
    void whatWasSealedOpensAgain() {
        assertThat(pii.open(pii.seal("Әйгерім, +7 701 234 56 78"))).isEqualTo("Әйгерім, +7 701 234 56 78");
        assertThat(pii.openPhone(pii.seal(phone))).isEqualTo(phone);
    }

    @Test
    void twoSealsOfOneNumberDifferButItsFingerprintIsOne() {
        assertThat(pii.seal(phone)).isNotEqualTo(pii.seal(phone));
        assertThat(pii.fingerprint(phone))
                .hasSize(32)
                .isEqualTo(pii.fingerprint(PhoneNumber.parse("8 701 234-56-78").orElseThrow()));
    }

    @Test
    void theFingerprintDependsOnThePepper() {
        var other = new Pii(key(1), Base64.getEncoder().encodeToString("another pepper of length".getBytes()));
        assertThat(other.fingerprint(phone)).isNotEqualTo(pii.fingerprint(phone));
    }

    @Test
    void everyChangedByteIsNoticed() {
        var sealed = pii.seal(phone);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> pii.open(changed)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> pii.open(new byte[5])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOldKeyStillOpensAfterRotation() {
        var sealed = pii.seal(phone);
        var rotated = new Pii("2:" + key(2) + ",1:" + key(1), PEPPER);
        assertThat(rotated.openPhone(sealed)).isEqualTo(phone);
        assertThat(rotated.seal(phone)[0]).isEqualTo((byte) 2);
        assertThatThrownBy(() -> new Pii("2:" + key(2), PEPPER).open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aShortKeyIsRefusedAtStart() {
        assertThatThrownBy(() -> new Pii(Base64.getEncoder().encodeToString(new byte[16]), PEPPER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String key(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
