package kvartal.dev;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak with the realm of {@code infra/keycloak/kvartal-realm.json}.
 *
 * <p>Kept: its users and passwords survive until the realm file changes, then the realm is imported anew. Temporary: on
 * random ports, from a snapshot of the imported realm that the first one leaves in the cache, gone with the JVM.
 */
public final class KeycloakServer implements AutoCloseable {
    public static final String REALM = "kvartal";
    public static final String WEB_CLIENT = "kvartal-web";
    public static final String CLI_CLIENT = "kvartal-cli";
    private static final String WEB_CLIENT_ID = "018f0000-0000-7000-8000-000000002001";
    private static final String CALLBACK = "/login/oauth2/code/keycloak";
    private static final String SECRET_OF_TESTS = "web-client-of-the-tests";
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path home;
    private final boolean kept;
    private final Secrets secrets;
    private final int port;
    private final LinkedHashSet<String> applications = new LinkedHashSet<>();
    private @Nullable Child server;

    private KeycloakServer(Path home, boolean kept, Secrets secrets, int port) {
        this.home = Folders.create(home).toAbsolutePath();
        this.kept = kept;
        this.secrets = secrets;
        this.port = port;
        applications.add("http://127.0.0.1:8080");
        applications.add("http://localhost:8080");
    }

    /** For tests: sign-in from any address that {@link #allow} was told about. */
    public static KeycloakServer temporary() {
        var distribution = KeycloakDistribution.ready(System.out::println);
        var snapshot = Folders.cache().resolve("keycloak-" + KeycloakDistribution.VERSION + "-realm-" + realmHash());
        Folders.once(snapshot, work -> {
            try (var first = throwAway()) {
                first.start(distribution, true);
                first.stop();
                Folders.copy(first.home.resolve("data/h2"), work.resolve("h2"));
            }
        });
        var server = throwAway();
        Folders.copy(snapshot.resolve("h2"), server.home.resolve("data/h2"));
        return server.started(distribution, false);
    }

    private static KeycloakServer throwAway() {
        var home = Folders.temporary("keycloak");
        var secrets = Secrets.in(home.resolve("keycloak.properties"));
        secrets.set("web-client", SECRET_OF_TESTS);
        secrets.set("keycloak-admin", "admin");
        return new KeycloakServer(home, false, secrets, Ports.free());
    }

    /** @throws DevFailure that names the port when another program has it */
    public static KeycloakServer kept(Path folder, int port, Progress progress) {
        var home = Folders.create(folder).toAbsolutePath();
        Leftovers.await(home.resolve("keycloak.pid"), home.toString());
        Ports.requireFree(port, "Keycloak", "Stop it, or choose another port with --keycloak-port.");
        var secrets = Secrets.in(home.resolve("keycloak.properties"));
        var distribution = KeycloakDistribution.ready(progress);
        var fresh = !realmHash().equals(secrets.get("realm", () -> ""));
        if (fresh) {
            progress.say("importing the realm");
            Folders.delete(home.resolve("data"));
        }
        var server = new KeycloakServer(home, true, secrets, port).started(distribution, fresh);
        secrets.set("realm", realmHash());
        return server;
    }

    public String baseUrl() {
        return "http://" + Ports.HOST + ":" + port;
    }

    public String issuer() {
        return baseUrl() + "/realms/" + REALM;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return server == null ? -1 : server.pid();
    }

    public boolean running() {
        return server != null && server.alive();
    }

    public String webClientSecret() {
        return secrets.get("web-client", Secrets::word);
    }

    public String adminPassword() {
        return secrets.get("keycloak-admin", Secrets::word);
    }

    /** Lets the application at this address sign people in and out; exact addresses, no wildcards in the callback. */
    public void allow(String applicationUrl) {
        if (!applications.add(applicationUrl)) {
            return;
        }
        var callbacks = applications.stream().map(url -> quoted(url + CALLBACK)).collect(Collectors.joining(","));
        var afterLogout = applications.stream().map(url -> url + "/*").collect(Collectors.joining("##"));
        var body = "{\"clientId\":" + quoted(WEB_CLIENT) + ",\"redirectUris\":[" + callbacks
                + "],\"attributes\":{\"post.logout.redirect.uris\":" + quoted(afterLogout) + "}}";
        var admin = token(baseUrl() + "/realms/master", "admin-cli", "admin", adminPassword());
        var request = HttpRequest.newBuilder(
                        URI.create(baseUrl() + "/admin/realms/" + REALM + "/clients/" + WEB_CLIENT_ID))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        var answer = send(request);
        if (answer.statusCode() != 204) {
            throw new DevFailure("Keycloak refused the address " + applicationUrl + ": " + answer.statusCode() + " "
                    + answer.body());
        }
    }

    /** An access token for scripts and tests, by direct grant of the public client {@code kvartal-cli}. */
    public String token(String user, String password) {
        return token(issuer(), CLI_CLIENT, user, password);
    }

    public void stop() {
        if (server != null) {
            server.stop(STOP);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
        if (!kept) {
            Folders.delete(home);
        }
    }

    private KeycloakServer started(Path distribution, boolean importRealm) {
        try {
            start(distribution, importRealm);
            return this;
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private void start(Path distribution, boolean importRealm) {
        layOut(distribution);
        var management = Ports.free();
        var environment = Map.of(
                "KVARTAL_WEB_CLIENT_SECRET", webClientSecret(),
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword());
        server = Child.start(new Child.Plan(
                "Keycloak",
                command(distribution, management, importRealm),
                environment,
                home,
                log(),
                home.resolve("keycloak.pid"),
                "TERM",
                kept ? null : home));
        awaitReady(management);
    }

    /** Keycloak reads everything below one home folder: the programs are links, the data is ours. */
    private void layOut(Path distribution) {
        try {
            Folders.create(home.resolve("data/import"));
            Files.copy(
                    realmFile(),
                    home.resolve("data/import/kvartal-realm.json"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            for (var name : List.of("lib", "bin", "conf", "providers", "version.txt")) {
                link(home.resolve(name), distribution.resolve(name));
            }
            link(home.resolve("themes"), Checkout.root().resolve("infra/keycloak/theme"));
        } catch (IOException e) {
            throw new DevFailure("Cannot prepare Keycloak's folder " + home + ": " + e.getMessage(), e);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private List<String> command(Path distribution, int management, boolean importRealm) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms64m", "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-XX:MaxMetaspaceSize=256m", "-XX:+ExitOnOutOfMemoryError"));
        for (var opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Duser.language=en", "-Duser.country=US"));
        command.addAll(List.of("-Dkc.home.dir=" + home, "-Djboss.server.config.dir=" + home.resolve("conf")));
        command.addAll(List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(List.of("-Dpicocli.disable.closures=true", "-Dquarkus-log-max-startup-records=10000"));
        command.addAll(
                List.of("-cp", distribution.resolve("lib/quarkus-run.jar").toString()));
        command.addAll(List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--optimized"));
        command.addAll(List.of("--cache=local", "--http-enabled=true", "--http-host=" + Ports.HOST));
        command.addAll(List.of("--http-port=" + port, "--http-management-port=" + management));
        command.addAll(List.of("--hostname=" + baseUrl(), "--log-level=info,io.smallrye.health:off"));
        if (importRealm) {
            command.add("--import-realm");
        }
        return command;
    }

    private Path log() {
        return home.resolve("keycloak.log");
    }

    private void awaitReady(int management) {
        var ready = HttpRequest.newBuilder(URI.create("http://" + Ports.HOST + ":" + management + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && running()) {
            try {
                if (HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // nobody listens before the server is up
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DevFailure("Interrupted while Keycloak was starting", e);
            }
            Child.pause(100);
        }
        throw new DevFailure("Keycloak did not start. Its last lines:\n" + Logs.tail(log(), 20));
    }

    private static String token(String issuer, String client, String user, String password) {
        var form = "grant_type=password&client_id=" + client + "&username=" + encoded(user) + "&password="
                + encoded(password);
        var answer = send(HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        var token = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find()) {
            throw new DevFailure("Keycloak gave " + user + " no token: " + answer.statusCode() + " " + answer.body());
        }
        return token.group(1);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DevFailure("Keycloak does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevFailure("Interrupted while talking to Keycloak", e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Path realmFile() {
        return Checkout.root().resolve("infra/keycloak/kvartal-realm.json");
    }

    private static String realmHash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(realmFile()));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new DevFailure("Cannot read " + realmFile(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
