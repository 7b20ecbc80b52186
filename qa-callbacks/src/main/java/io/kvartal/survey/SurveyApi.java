package io.kvartal.survey;

import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** JSON of surveys: waves and scores for staff, the answer for whoever holds a link. */
@RestController
class SurveyApi {
    record WaveBody(@Nullable String quarter) {}

    record WaveJson(String quarter, Instant startedAt, long invited, long resting) {}

    /** @param score null without answers; {@code low} and {@code high} are the 95 % interval */
    record ScoreJson(
            String quarter,
            @Nullable Double score,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double margin,
            int promoters,
            int passives,
            int detractors,
            int answers,
            int invited,
            double responseRate) {}

    record AnswerBody(@Nullable Integer score, @Nullable String comment) {}

    /** @param state {@code open}, {@code answered} or {@code expired} */
    record InvitationJson(
            String quarter,
            String state,
            String lang,
            Instant expiresAt,
            @Nullable Integer score,
            @Nullable String comment) {}

    private final Surveys surveys;
    private final Clock clock;

    SurveyApi(Surveys surveys, Clock clock) {
        this.surveys = surveys;
        this.clock = clock;
    }

    @PostMapping("/api/v1/surveys/waves")
    Mono<WaveJson> start(Staff staff, @RequestBody WaveBody body) {
        staff.require(Role.MANAGER);
        if (body.quarter() == null) {
            throw new Problem.Invalid("/quarter", "survey.quarter", "");
        }
        return surveys.wave(staff.access("survey wave"), Quarter.parse(body.quarter()))
                .map(wave -> new WaveJson(wave.quarter().toString(), wave.startedAt(), wave.invited(), wave.resting()));
    }

    @GetMapping("/api/v1/surveys/waves/{quarter}")
    Mono<ScoreJson> score(Staff staff, @PathVariable String quarter) {
        staff.require(Role.MANAGER, Role.QUALITY);
        return surveys.score(Quarter.parse(quarter)).map(SurveyApi::json);
    }

    @GetMapping("/api/v1/nps/{token}")
    Mono<InvitationJson> invitation(@PathVariable String token) {
        return surveys.invitation(token).map(this::json);
    }

    @PostMapping("/api/v1/nps/{token}")
    Mono<InvitationJson> answer(@PathVariable String token, @RequestBody AnswerBody body) {
        var saved = body.score() != null || body.comment() == null
                ? surveys.answer(token, body.score() == null ? -1 : body.score(), body.comment())
                : surveys.explain(token, body.comment());
        return saved.map(this::json);
    }

    private InvitationJson json(Invitation invitation) {
        return new InvitationJson(
                invitation.quarter().toString(),
                invitation.state(clock.instant()).name().toLowerCase(Locale.ROOT),
                invitation.lang().code(),
                invitation.expiresAt(),
                invitation.score(),
                invitation.comment());
    }

    private static ScoreJson json(WaveScore wave) {
        var nps = wave.nps();
        var any = nps.answers() > 0;
        return new ScoreJson(
                wave.quarter().toString(),
                any ? rounded(nps.score()) : null,
                any ? rounded(nps.low()) : null,
                any ? rounded(nps.high()) : null,
                any ? rounded(nps.margin()) : null,
                nps.promoters(),
                nps.passives(),
                nps.detractors(),
                nps.answers(),
                nps.invited(),
                Math.round(nps.responseRate() * 1000) / 1000.0);
    }

    private static double rounded(double points) {
        return Math.round(points * 10) / 10.0;
    }
}
