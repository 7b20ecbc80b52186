package kvartal.dev;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Starts everything in the right order, holds it together, and stops it in the reverse order. */
final class Supervisor {
    private final Workspace workspace;
    private final Options options;
    private final Progress progress;
    private volatile @Nullable EmbeddedDatabase database;
    private volatile @Nullable KeycloakServer keycloak;
    private volatile @Nullable Child application;
    private volatile boolean stopping;

    Supervisor(Workspace workspace, Options options, Progress progress) {
        this.workspace = workspace;
        this.options = options;
        this.progress = progress;
    }

    String applicationUrl() {
        return "http://" + Ports.HOST + ":" + options.port();
    }

    /** PostgreSQL and Keycloak side by side. */
    void startServices() {
        state("starting");
        progress.say("starting PostgreSQL and Keycloak");
        var first = CompletableFuture.runAsync(this::startDatabase);
        var second = CompletableFuture.runAsync(this::startKeycloak);
        try {
            CompletableFuture.allOf(first, second).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DevFailure plain ? plain : new DevFailure("Cannot start the services", e);
        }
    }

    private void startDatabase() {
        var started = EmbeddedDatabase.kept(workspace.postgres());
        database = started;
        progress.say("PostgreSQL 18 is up on port " + started.port());
    }

    private void startKeycloak() {
        var started = KeycloakServer.kept(workspace.keycloak(), options.keycloakPort(), progress);
        keycloak = started;
        started.allow(applicationUrl());
        progress.say("Keycloak is up on port " + started.port());
    }

    void startApplication() {
        Leftovers.await(workspace.folder().resolve("application.pid"), "kvartal.jar");
        Ports.requireFree(options.port(), "the application", "Stop it, or choose another port with --port.");
        var management = Ports.free();
        var jar = Application.unpacked(workspace.root(), workspace.folder().resolve("app"));
        progress.say("starting the application" + (options.demo() ? " with demo data" : ""));
        var started =
                Application.start(jar, workspace.root(), workspace.logs(), arguments(management), secretEnvironment());
        application = started;
        state("starting");
        Application.awaitReady(started, management, progress);
        state("running");
        progress.say("the application is up on port " + options.port());
    }

    /** Returns when the application has ended by itself. */
    void awaitEnd() {
        while (!stopping && application != null && application.alive()) {
            Child.pause(200);
        }
    }

    boolean stopping() {
        return stopping;
    }

    synchronized void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (application == null && keycloak == null && database == null) {
            Folders.delete(workspace.state());
            return;
        }
        state("stopping");
        if (application != null) {
            application.stop(Duration.ofSeconds(40));
            progress.say("the application has stopped");
        }
        var identity = CompletableFuture.runAsync(() -> {
            if (keycloak != null) {
                keycloak.close();
            }
        });
        if (database != null) {
            database.close();
        }
        identity.join();
        progress.say("PostgreSQL and Keycloak have stopped");
        Folders.delete(workspace.state());
    }

    /** For whoever runs the application by hand: what it must be told. Secrets are in files, not on the screen. */
    List<String> settings() {
        return arguments(0).stream()
                .filter(argument -> argument.startsWith("--kvartal."))
                .toList();
    }

    private List<String> arguments(int management) {
        return List.of(
                "--server.address=" + Ports.HOST,
                "--server.port=" + options.port(),
                "--management.server.address=" + Ports.HOST,
                "--management.server.port=" + management,
                "--kvartal.public-url=" + applicationUrl(),
                "--kvartal.database.host=" + Ports.HOST,
                "--kvartal.database.port=" + running().port(),
                "--kvartal.database.name=" + EmbeddedDatabase.DATABASE,
                "--kvartal.issuer=" + identity().issuer(),
                "--kvartal.data-dir=" + workspace.data(),
                "--kvartal.demo=" + options.demo(),
                // In a demonstration the guests are scripts: a form filled in no time is no reason to set it aside.
                "--kvartal.requests.min-fill=" + (options.demo() ? "PT0S" : "PT2S"));
    }

    /** Secrets travel by environment: a command line can be read by everyone on the machine. */
    Map<String, String> secretEnvironment() {
        var secrets = workspace.secrets();
        var environment = new LinkedHashMap<String, String>();
        environment.put("KVARTAL_DATABASE_APP_PASSWORD", running().appPassword());
        environment.put("KVARTAL_DATABASE_OWNER_PASSWORD", running().ownerPassword());
        environment.put("KVARTAL_WEB_CLIENT_SECRET", identity().webClientSecret());
        environment.put("KVARTAL_HOOKS_SECRET", hookSecret());
        environment.put("KVARTAL_PII_KEY", secrets.get("pii-key", Secrets::key));
        environment.put("KVARTAL_PII_PEPPER", secrets.get("pii-pepper", Secrets::key));
        return environment;
    }

    private String hookSecret() {
        return workspace.secrets().get("hooks", Secrets::word);
    }

    State state(String word) {
        var hooks = new LinkedHashMap<String, String>();
        if (options.demo() && options.command() == Options.Command.START) {
            hooks.put("ringostat", applicationUrl() + "/hooks/telephony/ringostat/" + hookSecret());
            hooks.put("stripe", applicationUrl() + "/hooks/stripe");
        }
        var state = new State(
                word,
                applicationUrl(),
                "http://" + Ports.HOST + ":" + options.keycloakPort() + "/realms/" + KeycloakServer.REALM,
                database == null ? "" : address(running()),
                application == null ? 0 : application.pid(),
                ProcessHandle.current().pid(),
                hooks);
        state.write(workspace.state());
        return state;
    }

    private static String address(EmbeddedDatabase database) {
        return "postgresql://" + EmbeddedDatabase.APP + ":" + database.appPassword() + "@" + database.host() + ":"
                + database.port() + "/" + EmbeddedDatabase.DATABASE;
    }

    private EmbeddedDatabase running() {
        if (database == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return database;
    }

    private KeycloakServer identity() {
        if (keycloak == null) {
            throw new IllegalStateException("Keycloak is not running");
        }
        return keycloak;
    }
}
