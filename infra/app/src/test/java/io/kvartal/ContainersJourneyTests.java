package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import kvartal.dev.Docker;
import kvartal.dev.EmbeddedDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The short story against our own image, built from the packaged application; run after packaging, and only where a container engine answers. */
@Tag("journey")
class ContainersJourneyTests {
    private static final Path JAR =
            Path.of(System.getProperty("kvartal.root", "../.."), "infra/app/target/kvartal.jar");
    private static final Duration START = Duration.ofMinutes(5);

    @Test
    void theImageTellsTheStory() {
        must(Docker.available(), Docker.reason());
        must(Files.exists(JAR), "the application is not packaged: " + JAR.toAbsolutePath() + " is missing");
        var image = Docker.buildApplicationImage(JAR, "kvartal/app:journey");
        var port = JourneyEnvironment.freePort();
        var management = JourneyEnvironment.freePort();
        var url = "http://127.0.0.1:" + port;
        try (var database = EmbeddedDatabase.temporary();
                var container = container(image, database, url, port, management)) {
            container.start();
            tell(new Story(
                    url,
                    JourneyEnvironment.HOOK_SECRET,
                    user -> JourneyEnvironment.keycloak().token(user, "demo"),
                    () -> Journeys.pause(200)));
        }
    }

    private static GenericContainer<?> container(
            String image, EmbeddedDatabase database, String url, int port, int management) {
        var settings = new TreeMap<>(JourneyEnvironment.settings());
        settings.put("server.port", port);
        settings.put("management.server.port", management);
        settings.put("kvartal.public-url", url);
        settings.put("kvartal.database.host", database.host());
        settings.put("kvartal.database.port", database.port());
        settings.put("kvartal.database.app-password", database.appPassword());
        settings.put("kvartal.database.owner-password", database.ownerPassword());
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withEnv("SERVER_ADDRESS", "127.0.0.1")
                .withEnv("MANAGEMENT_SERVER_PORT", String.valueOf(management))
                .withCommand(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new))
                .withLogConsumer((OutputFrame frame) -> System.out.print(frame.getUtf8String()))
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
    }

    private static void tell(Story story) {
        var complex = story.await("the demo", () -> story.complexesOf(Story.ALATAU), found -> !found.isEmpty())
                .getFirst();
        var number = story.await(
                "a number of the pool",
                () -> story.reveal(story.guest(), complex),
                shown -> shown.get("kind").asString().equals("dynamic"));
        var call = story.call(number.get("number").asString(), story.newPhone(), 75);
        var lead = story.leadOfCall(Story.ALATAU, call);
        assertThat(lead.get("verdict").asString()).isEqualTo("TARGET");
        var recording = "/api/v1/cabinet/calls/" + call + "/recording";
        story.await("the recording", () -> story.head(Story.ALATAU).get(recording), answer -> answer.status() == 200);
        assertThat(story.head(Story.ALATAU)
                        .with("Range", "bytes=0-99")
                        .get(recording)
                        .expect(206)
                        .bytes())
                .hasSize(100);
        var receipt = "/api/v1/cabinet/charges/" + lead.at("/charge/id").asString() + "/receipt";
        assertThat(story.head(Story.ALATAU)
                        .get(receipt)
                        .expect(200)
                        .json()
                        .at("/receipt/verdict/code")
                        .asString())
                .isEqualTo("TARGET");
        var accepted = story.request(complex, "Из контейнера", story.newPhone());
        story.guest().get("/ru/request/" + accepted.get("passport").asString()).expect(200);
        story.head(Story.NOMAD)
                .get("/api/v1/cabinet/leads/" + lead.get("id").asString())
                .expect(404);
        assertThat(story.trialBalance().get("balanced").asBoolean()).isTrue();
    }

    /** Skips and says why; where nothing may be skipped it fails. */
    private static void must(boolean condition, String otherwise) {
        if (Docker.nothingMayBeSkipped()) {
            assertThat(condition).as(otherwise).isTrue();
        }
        Assumptions.assumeTrue(condition, otherwise);
    }
}
