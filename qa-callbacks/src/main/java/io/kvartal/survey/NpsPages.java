package io.kvartal.survey;

import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /nps/{token}}: opened by people and by mail scanners alike, so only the POST saves anything. */
@Controller
class NpsPages {
    private static final String VIEW = "survey/nps";

    private final Surveys surveys;
    private final Clock clock;

    NpsPages(Surveys surveys, Clock clock) {
        this.surveys = surveys;
        this.clock = clock;
    }

    @GetMapping("/nps/{token}")
    Mono<Rendering> open(Ui ui, @PathVariable String token, @RequestParam(required = false) @Nullable String score) {
        return surveys.invitation(token).map(invitation -> {
            var gone = invitation.state(clock.instant()) == Invitation.State.EXPIRED;
            return Pages.render(
                    gone ? HttpStatus.GONE : HttpStatus.OK, VIEW, page(ui, token, invitation, mark(score), null));
        });
    }

    @PostMapping("/nps/{token}")
    Mono<Rendering> answer(Ui ui, @PathVariable String token, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            var score = mark(form.getFirst("score"));
            var comment = form.getFirst("comment");
            var saved = score != null
                    ? surveys.answer(token, score, comment)
                    : comment != null ? surveys.explain(token, comment) : Mono.<Invitation>error(noScore());
            return saved.map(invitation -> Pages.seeOther(
                            "/nps/" + token + "?lang=" + ui.lang().code()))
                    .onErrorResume(
                            Problem.Invalid.class,
                            wrong -> again(
                                    ui, token, wrong.errors().getFirst().code(), HttpStatus.UNPROCESSABLE_CONTENT))
                    .onErrorResume(Problem.Conflict.class, used -> again(ui, token, used.code(), HttpStatus.CONFLICT));
        });
    }

    private Mono<Rendering> again(Ui ui, String token, String code, HttpStatus status) {
        return surveys.invitation(token)
                .map(invitation -> Pages.render(status, VIEW, page(ui, token, invitation, null, "problem." + code)));
    }

    private NpsPage page(
            Ui ui, String token, Invitation invitation, @Nullable Integer chosen, @Nullable String problem) {
        var now = clock.instant();
        return new NpsPage(
                ui,
                token,
                invitation.name(),
                invitation.state(now),
                invitation.asksWhy(now),
                invitation.score(),
                chosen,
                problem);
    }

    private static Problem noScore() {
        return new Problem.Invalid("/score", "survey.score");
    }

    /** From 0 to 10, or nothing. */
    private static @Nullable Integer mark(@Nullable String text) {
        return text != null && text.matches("10|\\d") ? Integer.valueOf(text) : null;
    }
}
