package io.kvartal.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.desk.AccountManager;
import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.DeskScene;
import io.kvartal.platform.Role;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import kvartal.testing.DbTest;
import kvartal.testing.Tenants;
import kvartal.testing.TestClock;
import kvartal.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DbTest
class SurveyDbTests {
    private static final AtomicInteger QUARTERS = new AtomicInteger(4 * 2030);
    private static final Pattern LINK = Pattern.compile("/nps/([\\w-]{43})");

    @Autowired
    Surveys surveys;

    @Autowired
    AccountManagers managers;

    @Autowired
    TenantTx tx;

    @Autowired
    TestClock clock;

    @Autowired
    WebTestClient http;

    @Autowired
    Tokens tokens;

    private final TenantId developer = Tenants.random();
    private final String mail = developer.toString().substring(24);
    private Quarter quarter;

    /** A wave of its own, so long after all others that everybody may be asked. */
    @BeforeEach
    void twoPeople() {
        var next = QUARTERS.getAndIncrement();
        quarter = new Quarter(next / 4, next % 4 + 1);
        clock.set(TestClock.START.plus(Duration.ofDays(100L * (next - 4 * 2030))));
        surveys.register(new Recipient(developer, "head@" + mail + ".kz", "Ерлан", "HEAD", Lang.KK))
                .block();
        surveys.register(new Recipient(developer, "sales@" + mail + ".kz", "Anna", "SALES", Lang.EN))
                .block();
    }

    private Wave start() {
        return surveys.wave(StaffAccess.system("test"), quarter).block();
    }

    private List<String> letters(String to) {
        return tx.portal(db -> db.sql("select body_text from platform.mail where recipient = :to order by created_at")
                        .bind("to", to)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList())
                .block();
    }

    private String token(String who) {
        var text = letters(who + "@" + mail + ".kz").getLast();
        var match = LINK.matcher(text);
        assertThat(match.find()).as(text).isTrue();
        return match.group(1);
    }

    @Test
    void everybodyGetsOneLetterHoweverOftenTheWaveIsStarted() {
        Flux.range(0, 6)
                .flatMap(i -> surveys.wave(StaffAccess.system("test"), quarter).subscribeOn(Schedulers.parallel()), 6)
                .blockLast();
        assertThat(start().invited()).isGreaterThanOrEqualTo(2);
        assertThat(letters("head@" + mail + ".kz"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Сәлеметсіз бе, Ерлан");
        assertThat(letters("sales@" + mail + ".kz"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Hello, Anna");
    }

    @Test
    void nobodyIsAskedAgainBeforeNinetyDays() {
        start();
        clock.advance(Duration.ofDays(89));
        var soon = surveys.wave(StaffAccess.system("test"), new Quarter(2090, QUARTERS.get() % 4 + 1))
                .block();
        assertThat(letters("head@" + mail + ".kz")).hasSize(1);
        assertThat(soon.resting()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void ofTwentyAnswersOnOneLinkOneCounts() {
        start();
        var token = token("head");
        var won = Flux.range(0, 20)
                .flatMap(
                        i -> surveys.answer(token, i % 11, null)
                                .thenReturn(true)
                                .onErrorResume(Problem.Conflict.class, used -> Mono.just(false))
                                .subscribeOn(Schedulers.parallel()),
                        20)
                .filter(yes -> yes)
                .count()
                .block();
        assertThat(won).isOne();
    }

    @Test
    void openingTheLinkSavesNothingAndAnUnhappyAnswerOpensATask() {
        managers.assign(developer, new AccountManager("u1", "Dana")).block();
        start();
        var token = token("sales");
        http.get()
                .uri("/nps/" + token + "?score=3&lang=en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("value=\"3\"").contains("checked"));
        assertThat(surveys.invitation(token).block().score()).isNull();

        http.post()
                .uri("/api/v1/nps/" + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"score\":3}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("answered");
        http.post()
                .uri("/api/v1/nps/" + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"score\":10}")
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        http.post()
                .uri("/api/v1/nps/" + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"comment\":\"Too many repeated calls\"}")
                .exchange()
                .expectStatus()
                .isOk();

        var task = surveys.tasksOf(developer).block().getFirst();
        assertThat(task.assignee()).isEqualTo("Dana");
        assertThat(task.comment()).isEqualTo("Too many repeated calls");
        assertThat(task.dueAt()).isAfter(clock.instant().plus(Duration.ofDays(1)));

        var staff = DeskScene.staff(Role.MANAGER);
        surveys.done(staff, task.id(), "Duplicates are cut").block();
        assertThat(letters("sales@" + mail + ".kz")).last().asString().contains("Duplicates are cut");
        assertThatThrownBy(() -> surveys.done(staff, task.id(), "again").block())
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void aLinkEndsAfterThirtyDays() {
        start();
        var token = token("head");
        clock.advance(Duration.ofDays(30));
        http.get().uri("/nps/" + token).exchange().expectStatus().isEqualTo(410);
        assertThatThrownBy(() -> surveys.answer(token, 9, null).block()).hasMessage("survey.expired");
        http.get().uri("/nps/nobody-was-given-this").exchange().expectStatus().isNotFound();
    }

    @Test
    void theScoreCountsRolesAlikeAndComesWithItsInterval() {
        start();
        surveys.answer(token("head"), 4, null).block();
        surveys.answer(token("sales"), 9, "good").block();
        var own = surveys.ofDeveloper(developer).block().getFirst();
        assertThat(own.score()).isEqualTo(new AccountScore(2, 2, 6.5, 5, false));
        http.get()
                .uri("/api/v1/surveys/waves/" + quarter)
                .headers(h -> h.setBearerAuth(tokens.staff("manager")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.score")
                .exists()
                .jsonPath("$.low")
                .exists()
                .jsonPath("$.invited")
                .exists();
    }

    @Test
    void onlyManagersStartAWave() {
        http.post()
                .uri("/api/v1/surveys/waves")
                .headers(h -> h.setBearerAuth(tokens.staff("operator")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"quarter\":\"2026-Q4\"}")
                .exchange()
                .expectStatus()
                .isForbidden();
        http.post()
                .uri("/api/v1/surveys/waves")
                .headers(h -> h.setBearerAuth(tokens.staff("manager")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"quarter\":\"2026-4\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        http.post()
                .uri("/api/v1/surveys/waves")
                .headers(h -> h.setBearerAuth(tokens.staff("manager")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"quarter\":\"" + quarter + "\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.quarter")
                .isEqualTo(quarter.toString());
    }
}
