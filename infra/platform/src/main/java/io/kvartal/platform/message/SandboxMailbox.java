package io.kvartal.platform.message;

import io.kvartal.platform.TenantTx;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Demo mode only: the letters and messages that the product wrote, for people ({@code text/html}) and for scripts. */
@Controller
@ConditionalOnProperty("kvartal.demo")
class SandboxMailbox {
    private static final int SHOWN = 200;

    /** A letter's HTML is foreign text: no script, no form, no request to anywhere; only our own page may frame it. */
    private static final String LOCKED =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /** @param links addresses found in the plain body */
    record LetterJson(
            String id, String to, String subject, String text, Instant at, String state, List<String> links) {}

    record LettersJson(List<LetterJson> items) {}

    private final TenantTx tx;
    private final Letters letters;
    private final SandboxMessenger messenger;

    SandboxMailbox(TenantTx tx, Letters letters, SandboxMessenger messenger) {
        this.tx = tx;
        this.letters = letters;
        this.messenger = messenger;
    }

    @GetMapping("/sandbox/mail")
    Mono<Rendering> list(Ui ui, @RequestParam(defaultValue = "") String to) {
        return tx.portal(db -> letters.newest(db, to.strip(), SHOWN)).map(all -> {
            var lines = all.stream()
                    .map(letter -> new MailboxPage.Line(
                            letter.id().toString(),
                            letter.mail().to(),
                            letter.mail().subject(),
                            letter.createdAt(),
                            letter.state()))
                    .toList();
            return Pages.render("platform/message/mailbox", new MailboxPage(ui, to.strip(), lines));
        });
    }

    @GetMapping("/sandbox/mail/letters")
    @ResponseBody
    Mono<LettersJson> json(@RequestParam(defaultValue = "") String to) {
        return tx.portal(db -> letters.newest(db, to.strip(), SHOWN))
                .map(all ->
                        new LettersJson(all.stream().map(SandboxMailbox::json).toList()));
    }

    @GetMapping("/sandbox/mail/{id}")
    Mono<Rendering> letter(Ui ui, @PathVariable String id) {
        return tx.portal(db -> letters.one(db, Ids.parse(id)))
                .map(letter -> framing(new LetterPage(
                        ui,
                        letter.id().toString(),
                        letter.mail().to(),
                        letter.mail().subject(),
                        letter.createdAt(),
                        letter.mail().text(),
                        letter.links(),
                        letter.mail().attachments())));
    }

    /** The only page that shows a frame: its policy says so, and only to itself. */
    private static Rendering framing(LetterPage page) {
        return Rendering.view("platform/message/letter")
                .modelAttribute("page", page)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
                                + " 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors"
                                + " 'none'; base-uri 'none'")
                .build();
    }

    @GetMapping("/sandbox/mail/{id}/body")
    Mono<ResponseEntity<String>> body(@PathVariable String id) {
        return tx.portal(db -> letters.one(db, Ids.parse(id))).map(letter -> ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", LOCKED)
                .header("X-Frame-Options", "SAMEORIGIN")
                .header("Cache-Control", "no-store")
                .body(letter.mail().html()));
    }

    /** @param no 1 for the first file */
    @GetMapping("/sandbox/mail/{id}/files/{no}")
    Mono<ResponseEntity<byte[]>> file(@PathVariable String id, @PathVariable int no) {
        return tx.portal(db -> letters.one(db, Ids.parse(id)))
                .map(letter -> letter.mail().attachments())
                .filter(files -> no >= 1 && no <= files.size())
                .switchIfEmpty(Mono.error(() -> new Problem.NotFound("file")))
                .map(files -> files.get(no - 1))
                .map(file -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(file.contentType()))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(file.name(), StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .header("Content-Security-Policy", LOCKED)
                        .header("Cache-Control", "no-store")
                        .body(file.content()));
    }

    @GetMapping("/sandbox/messages")
    Mono<Rendering> messages(Ui ui) {
        return tx.portal(db -> messenger.newest(db, SHOWN))
                .map(all -> Pages.render(
                        "platform/message/messages",
                        new MessagesPage(
                                ui,
                                all.stream()
                                        .map(sent -> new MessagesPage.Line(
                                                sent.channel().name(), sent.to(), sent.text(), sent.at()))
                                        .toList())));
    }

    private static LetterJson json(Letter letter) {
        return new LetterJson(
                letter.id().toString(),
                letter.mail().to(),
                letter.mail().subject(),
                letter.mail().text(),
                letter.createdAt(),
                letter.state(),
                letter.links());
    }
}
