package io.kvartal.lead.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Viewing;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking for a visit, its calendar file, moving and cancelling it. The request that carries it is sent by {@link RequestPages}. */
@Controller
class ViewingPages {
    private final Leads leads;
    private final Catalogue catalogue;
    private final RequestForms forms;

    ViewingPages(Leads leads, Catalogue catalogue, RequestForms forms) {
        this.leads = leads;
        this.catalogue = catalogue;
        this.forms = forms;
    }

    /** Where nothing may be sold the complex page says why. */
    @GetMapping("/{lang:ru|kk|en}/zhk/{slug}/viewing")
    Mono<Rendering> form(@PathVariable String slug, Ui ui) {
        return catalogue
                .complex(slug)
                .flatMap(complex -> forms.viewing(ui, complex, Map.of(), Map.of()))
                .map(page -> page.times() == null || page.times().days().isEmpty()
                        ? Pages.seeOther(ui.href("/zhk/" + slug))
                        : Pages.render("lead/request", page));
    }

    /** The file that puts the visit into the buyer's calendar; after a change the same file with a higher number. */
    @GetMapping("/{lang:ru|kk|en}/request/{token}/viewing.ics")
    Mono<ResponseEntity<String>> calendar(@PathVariable String token, Ui ui) {
        return leads.passport(token).map(passport -> {
            var file = new CalendarFile(
                    uid(token),
                    visit(passport.viewing()),
                    ui.t("lead.viewing.summary", passport.complexName()),
                    passport.complexName(),
                    ui.absolute(ui.href("/request/" + token)),
                    ui.now());
            return ResponseEntity.ok()
                    .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"viewing.ics\"")
                    .body(file.text());
        });
    }

    @PostMapping("/{lang:ru|kk|en}/request/{token}/viewing")
    Mono<Rendering> move(@PathVariable String token, ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData()
                .flatMap(typed -> leads.moveViewing(token, time(typed.getFirst("viewing"))))
                .then(back(ui, token, ""))
                .onErrorResume(Problem.Invalid.class, gone -> back(ui, token, "?viewing=gone"));
    }

    @PostMapping("/{lang:ru|kk|en}/request/{token}/viewing/cancellation")
    Mono<Rendering> cancel(@PathVariable String token, Ui ui) {
        return leads.cancelViewing(token).then(back(ui, token, ""));
    }

    /** @throws Problem.Invalid when it is no time */
    static Instant time(@Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeParseException unreadable) {
            throw new Problem.Invalid("/viewing", "lead-viewing-not-offered");
        }
    }

    private static Viewing visit(@Nullable Viewing viewing) {
        if (viewing == null) {
            throw new Problem.NotFound("viewing");
        }
        return viewing;
    }

    /** The same for the same request, and nothing that its page's address could be made of. */
    private static String uid(String token) {
        return UUID.nameUUIDFromBytes(("viewing " + token).getBytes(StandardCharsets.UTF_8)) + "@kvartal";
    }

    private static Mono<Rendering> back(Ui ui, String token, String query) {
        return Mono.fromSupplier(() -> Pages.seeOther(ui.href("/request/" + token + query + "#viewing")));
    }
}
