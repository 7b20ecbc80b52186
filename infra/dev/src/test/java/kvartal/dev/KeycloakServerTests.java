package kvartal.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeycloakServerTests {
    private static KeycloakServer keycloak;

    @BeforeAll
    static void start() {
        keycloak = KeycloakServer.temporary();
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @Test
    void aMembersTokenNamesExactlyOneOrganizationWithItsFixedId() {
        var claims = claims(keycloak.token("head@alatau-development.demo", "demo"));
        assertThat(claims)
                .contains("\"organization\":{\"alatau-development\":{\"id\":\"018f0000-0000-7000-8000-000000000001\"}}")
                .contains("\"roles\":[\"head\"]")
                .contains("\"aud\":\"kvartal\"")
                .contains("\"iss\":\"" + keycloak.issuer() + "\"");
        assertThat(claims(keycloak.token("accountant@astana-panorama.demo", "demo")))
                .contains("{\"astana-panorama\":{\"id\":\"018f0000-0000-7000-8000-00000000000c\"}}")
                .contains("\"roles\":[\"accountant\"]");
    }

    @Test
    void staffBelongsToNoOrganization() {
        assertThat(claims(keycloak.token("quality@kvartal.demo", "demo")))
                .contains("\"roles\":[\"quality\"]")
                .doesNotContain("organization\":");
    }

    @Test
    void aWrongPasswordGivesNoToken() {
        assertThatThrownBy(() -> keycloak.token("sales@samal-stroy.demo", "guess"))
                .isInstanceOf(DevFailure.class)
                .hasMessageContaining("Invalid user credentials");
    }

    @Test
    void signingInNeedsAProofKeyAndAnAddressThatWasAllowed() throws Exception {
        var challenge = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        var known = authorize("http://127.0.0.1:8080", challenge);
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body())
                .contains("lang=\"ru\"")
                .contains("Вход в Квартал")
                .contains("id=\"username\"")
                .contains("id=\"password\"")
                .contains("kvartal.css");
        assertThat(authorize("http://127.0.0.1:8080", "").headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).contains("error=invalid_request"));
        assertThat(authorize("http://127.0.0.1:18099", challenge).statusCode()).isEqualTo(400);
        keycloak.allow("http://127.0.0.1:18099");
        assertThat(authorize("http://127.0.0.1:18099", challenge).statusCode()).isEqualTo(200);
        assertThat(authorize("http://127.0.0.1:8080", challenge).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> authorize(String application, String challenge) throws Exception {
        var back = URLEncoder.encode(application + "/login/oauth2/code/keycloak", StandardCharsets.UTF_8);
        var address = keycloak.issuer() + "/protocol/openid-connect/auth?client_id=kvartal-web&response_type=code"
                + "&scope=openid&redirect_uri=" + back + challenge;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
