package kvartal.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kvartal.shared.TenantId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Bearer tokens of the shape that the realm issues, signed with a key of this JVM. */
public final class Tokens {
    private final RSAKey key;

    Tokens() {
        try {
            key = new RSAKeyGenerator(2048).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param roles as the realm spells them: head, sales, accountant */
    public String member(TenantId tenant, String slug, String... roles) {
        return sign(
                Map.of("organization", Map.of(slug, Map.of("id", tenant.toString())), "roles", List.of(roles)),
                "member of " + slug);
    }

    /** @param roles admin, manager, operator, quality, billing */
    public String staff(String... roles) {
        return sign(Map.of("roles", List.of(roles)), "staff " + String.join(" ", roles));
    }

    ReactiveJwtDecoder decoder() {
        try {
            return NimbusReactiveJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String sign(Map<String, Object> claims, String name) {
        var set = new JWTClaimsSet.Builder()
                .subject("user-" + Integer.toHexString(name.hashCode()))
                .claim("name", name)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        claims.forEach(set::claim);
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }
}
