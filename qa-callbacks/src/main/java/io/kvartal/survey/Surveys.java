package io.kvartal.survey;

import io.kvartal.desk.AccountManagers;
import io.kvartal.desk.PortalWeek;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Outbox;
import io.kvartal.platform.StaffAccess;
import io.kvartal.platform.TenantTx;
import io.kvartal.platform.message.Mailer;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asking developers once a quarter, and counting what they say. */
@Component
public class Surveys {
    /** The same person is left alone so long (RULES 4.5). */
    static final Duration REST = Duration.ofDays(90);

    private static final int TASK_DAYS = 2;
    private static final int DETRACTOR = 6;
    private static final int LONGEST = 2000;

    private final TenantTx tx;
    private final Waves waves;
    private final Invitations invitations;
    private final Tasks tasks;
    private final SurveyLetters letters;
    private final Mailer mailer;
    private final AccountManagers managers;
    private final Outbox outbox;
    private final Clock clock;

    Surveys(
            TenantTx tx,
            Waves waves,
            Invitations invitations,
            Tasks tasks,
            SurveyLetters letters,
            Mailer mailer,
            AccountManagers managers,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.waves = waves;
        this.invitations = invitations;
        this.tasks = tasks;
        this.letters = letters;
        this.mailer = mailer;
        this.managers = managers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Adds a person to be asked, or renews what is known about them. */
    public Mono<Void> register(Recipient recipient) {
        return tx.portal(db -> waves.add(db, recipient, clock.instant()));
    }

    /** Whom the portal knows at a developer. */
    public Mono<List<Recipient>> recipientsOf(TenantId developer) {
        return tx.portal(db -> waves.recipients(db, developer));
    }

    /** Writes to everybody who may be asked. A quarter has one wave: asking again answers with it and writes to nobody. */
    public Mono<Wave> wave(StaffAccess who, Quarter quarter) {
        return tx.portal(db -> waves.start(db, quarter, who.actor(), clock.instant())
                .flatMap(wave -> invite(db, wave, quarter).thenReturn(wave))
                .then(Mono.defer(() -> waves.get(db, quarter))));
    }

    private Mono<Void> invite(DatabaseClient db, UUID wave, Quarter quarter) {
        var now = clock.instant();
        return waves.askable(db, now.minus(REST))
                .flatMapMany(Flux::fromIterable)
                .concatMap(person -> {
                    var token = Token.fresh();
                    return invitations
                            .write(db, wave, person, token, now)
                            .then(mailer.sendOnce(
                                    db,
                                    "nps " + quarter + " " + person.id(),
                                    letters.invitation(person.recipient(), quarter, token)));
                })
                .then();
    }

    /** @throws Problem.NotFound when no link has this secret */
    public Mono<Invitation> invitation(String secret) {
        return tx.portal(db -> found(db, secret));
    }

    /**
     * Saves the answer, for good.
     *
     * @throws Problem.Conflict {@code survey.used} or {@code survey.expired}
     */
    public Mono<Invitation> answer(String secret, int score, @Nullable String comment) {
        if (score < 0 || score > 10) {
            return Mono.error(new Problem.Invalid("/score", "survey.score"));
        }
        var why = readComment(comment);
        return tx.portal(db -> found(db, secret).flatMap(invitation -> {
            var now = clock.instant();
            return invitations
                    .answer(db, invitation.id(), score, now)
                    .flatMap(saved -> saved ? afterAnswer(db, invitation, score, now) : refuse(invitation, now))
                    .then(why == null ? Mono.empty() : invitations.explain(db, invitation.id(), why, now))
                    .then(Mono.defer(() -> found(db, secret)));
        }));
    }

    /** The second question, once. @throws Problem.Conflict when it was answered, or the score was not */
    public Mono<Invitation> explain(String secret, String comment) {
        var why = readComment(comment);
        if (why == null) {
            return Mono.error(new Problem.Invalid("/comment", "survey.comment-empty"));
        }
        return tx.portal(db -> found(db, secret).flatMap(invitation -> invitations
                .explain(db, invitation.id(), why, clock.instant())
                .flatMap(saved -> saved ? found(db, secret) : Mono.error(new Problem.Conflict("survey.used")))));
    }

    /** @throws Problem.NotFound when the quarter had no wave */
    public Mono<WaveScore> score(Quarter quarter) {
        return tx.portal(db -> waves.get(db, quarter)
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("wave")))
                .then(invitations.ofWave(db, quarter))
                .map(asked -> Counting.wave(quarter, asked)));
    }

    /** All waves in which the developer was asked, newest first. */
    public Mono<List<DeveloperWave>> ofDeveloper(TenantId developer) {
        return tx.portal(db -> waves.quarters(db)
                .flatMapMany(Flux::fromIterable)
                .concatMap(quarter -> invitations
                        .ofWave(db, quarter)
                        .mapNotNull(asked -> Counting.developer(quarter, developer, asked)))
                .collectList());
    }

    /** Newest first. */
    public Mono<List<Quarter>> quarters() {
        return tx.portal(waves::quarters);
    }

    public Mono<List<Task>> tasks() {
        return tx.portal(db -> tasks.all(db, 200));
    }

    public Mono<List<Task>> tasksOf(TenantId developer) {
        return tx.portal(db -> tasks.ofDeveloper(db, developer));
    }

    /** Closes a task and writes to the person what was done. @throws Problem.Conflict when it is closed already */
    public Mono<Void> done(Staff who, UUID task, String note) {
        var what = readComment(note);
        if (what == null) {
            return Mono.error(new Problem.Invalid("/note", "survey.note-empty"));
        }
        return tx.portal(db -> tasks.close(db, task, what, who.name(), clock.instant())
                .switchIfEmpty(Mono.error(() -> new Problem.Conflict("survey.task-closed")))
                .flatMap(closed -> mailer.sendOnce(db, "nps done " + task, letters.whatWeDid(closed, what))));
    }

    private Mono<Void> afterAnswer(DatabaseClient db, Invitation invitation, int score, Instant now) {
        var unhappy = score <= DETRACTOR;
        var event = new NpsAnswered(invitation.id(), invitation.quarter().toString(), score, unhappy, now);
        var told = outbox.append(db, invitation.developer(), event);
        return unhappy
                ? managers.of(invitation.developer())
                        .flatMap(manager -> tasks.open(
                                db,
                                invitation.id(),
                                invitation.developer(),
                                manager.orElse(null),
                                PortalWeek.KAZAKHSTAN.plusDays(now, TASK_DAYS),
                                now))
                        .then(told)
                : told;
    }

    private static Mono<Void> refuse(Invitation before, Instant now) {
        var code = before.state(now) == Invitation.State.EXPIRED ? "survey.expired" : "survey.used";
        return Mono.error(new Problem.Conflict(code));
    }

    private Mono<Invitation> found(DatabaseClient db, String secret) {
        return invitations.find(db, new Token(secret)).switchIfEmpty(Mono.error(() -> new Problem.NotFound("survey")));
    }

    private static @Nullable String readComment(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            return null;
        }
        if (comment.length() > LONGEST) {
            throw new Problem.Invalid("/comment", "survey.comment-long", LONGEST);
        }
        return comment.strip();
    }
}
