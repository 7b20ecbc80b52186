package io.kvartal.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.kvartal.shared.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An identity provider: the application reads its description and its key, and the load brings tokens that it has signed. */
final class Issuer implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key;

    private Issuer(HttpServer server) {
        this.server = server;
        try {
            key = new RSAKeyGenerator(2048).keyID("bench").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Issuer started() {
        try {
            var issuer = new Issuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            issuer.answer("/.well-known/openid-configuration", issuer.description());
            issuer.answer("/keys", new JWKSet(issuer.key).toString());
            issuer.server.start();
            return issuer;
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    private void answer(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** What a head of a developer's sales shows at the door, for an hour. */
    String member(TenantId tenant, String slug) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience("kvartal")
                .subject("bench")
                .claim("organization", Map.of(slug, Map.of("id", tenant.toString())))
                .claim("roles", List.of("head"))
                .expirationTime(Date.from(Clock.systemUTC().instant().plusSeconds(3600)))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String description() {
        return """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
             "userinfo_endpoint": "%1$s/user", "end_session_endpoint": "%1$s/logout", "response_types_supported": ["code"],
             "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}\
            """.formatted(address());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
