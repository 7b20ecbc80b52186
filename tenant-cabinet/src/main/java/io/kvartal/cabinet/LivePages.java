package io.kvartal.cabinet;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** One stream per tab: a pill with the number of new leads; the list itself stays where it is. */
@RestController
class LivePages {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveLeads live;

    LivePages(LiveLeads live) {
        this.live = live;
    }

    @GetMapping(path = "/cabinet/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live(
            Member member, Ui ui, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        var news = live.since(member.tenant(), from(last))
                .map(seen -> ServerSentEvent.builder(pill(ui, seen.count())).build());
        var beats = Flux.interval(HEARTBEAT)
                .map(beat -> ServerSentEvent.<String>builder().comment("").build());
        return Flux.merge(news, beats);
    }

    private Instant from(@Nullable String last) {
        try {
            return last == null ? live.now() : Instant.parse(last);
        } catch (DateTimeParseException unreadable) {
            return live.now();
        }
    }

    private static String pill(Ui ui, int count) {
        var text = new StringOutput();
        new OwaspHtmlTemplateOutput(text).writeUserContent(ui.t("cabinet.live.new", count));
        return "<a class=\"kv-news\" href=\"/cabinet/leads\">" + text + "</a>";
    }
}
