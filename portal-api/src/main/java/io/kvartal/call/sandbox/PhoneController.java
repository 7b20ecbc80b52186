package io.kvartal.call.sandbox;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.number.Numbers;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The practice telephone as a page, and for scripts. */
@Controller
@ConditionalOnProperty("kvartal.demo")
class PhoneController {
    private final SandboxExchange provider;
    private final Numbers numbers;
    private final Catalogue catalogue;
    private final Clock clock;

    PhoneController(SandboxExchange provider, Numbers numbers, Catalogue catalogue, Clock clock) {
        this.provider = provider;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @param waitSec seconds until answered or given up, 6 unless told */
    record Order(
            String number,
            @Nullable String caller,
            @Nullable Integer waitSec,
            @Nullable Integer talkSec,
            @Nullable Boolean answered,
            @Nullable Boolean repeat) {}

    record Accepted(String callId, String externalId) {}

    @GetMapping("/sandbox/phone")
    Mono<Rendering> page(
            Ui ui,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "+77012345678") String caller) {
        return shown().map(list -> Pages.render(
                "sandbox-phone/phone", new PhonePage(ui, plus(number), plus(caller), 6, 75, false, null, list)));
    }

    @PostMapping("/sandbox/phone")
    Mono<Rendering> call(Ui ui, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> shown().flatMap(list -> {
            var order = order(form);
            SandboxCall call;
            try {
                call = made(order);
            } catch (Problem.Invalid wrong) {
                return Mono.just(Pages.invalid(
                        "sandbox-phone/phone",
                        new PhonePage(ui, order.number(), text(form, "caller"), 6, 75, true, null, list)));
            }
            var sent = new PhonePage.Sent(
                    call.callId().toString(),
                    call.answered() ? "/sandbox/phone/recordings/" + call.recordingName() : null);
            var done = new PhonePage(
                    ui, call.number().e164(), text(form, "caller"), call.waitSec(), call.talkSec(), false, sent, list);
            return provider.play(call, Boolean.TRUE.equals(order.repeat()))
                    .thenReturn(Pages.render(HttpStatus.OK, "sandbox-phone/phone", done));
        }));
    }

    /** The same for scripts. */
    @PostMapping(path = "/sandbox/phone/calls", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Accepted> callByScript(@RequestBody Order order) {
        return Mono.defer(() -> {
            var call = made(order);
            return provider.play(call, Boolean.TRUE.equals(order.repeat()))
                    .thenReturn(new Accepted(call.callId().toString(), call.externalId()));
        });
    }

    @GetMapping("/sandbox/phone/recordings/{name}")
    Mono<ResponseEntity<byte[]>> recording(@PathVariable String name) {
        return Mono.fromCallable(() -> SandboxPhone.recording(name))
                .subscribeOn(Schedulers.parallel())
                .onErrorMap(IllegalArgumentException.class, unknown -> new Problem.NotFound("recording"))
                .map(sound -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("audio/wav"))
                        .body(sound));
    }

    private SandboxCall made(Order order) {
        var number = PhoneNumber.parse(plus(order.number()))
                .orElseThrow(() -> new Problem.Invalid("/number", "invalid-number"));
        var written = order.caller() == null ? "" : order.caller().strip();
        var caller = written.isEmpty()
                ? null
                : PhoneNumber.parse(plus(written)).orElseThrow(() -> new Problem.Invalid("/caller", "invalid-number"));
        boolean answered = !Boolean.FALSE.equals(order.answered());
        int wait = order.waitSec() == null ? 6 : order.waitSec();
        int talk = !answered ? 0 : order.talkSec() == null ? 75 : order.talkSec();
        if (wait < 0 || wait > SandboxCall.LONGEST_WAIT || talk < 0 || talk > SandboxCall.LONGEST_TALK) {
            throw new Problem.Invalid("/talkSec", "invalid-duration");
        }
        var id = Ids.next();
        return new SandboxCall(id, number, caller, clock.instant(), wait, talk, Math.floorMod(id.hashCode(), 8));
    }

    private static Order order(MultiValueMap<String, String> form) {
        return new Order(
                text(form, "number"),
                text(form, "caller"),
                number(form, "waitSec"),
                number(form, "talkSec"),
                !"false".equals(form.getFirst("answered")),
                "true".equals(form.getFirst("repeat")));
    }

    /** -1 for what is no number: it fails the check of lengths. */
    private static Integer number(MultiValueMap<String, String> form, String name) {
        var text = text(form, name);
        return text.matches("\\d{1,4}") ? Integer.valueOf(text) : Integer.valueOf(-1);
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        var text = form.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /** A plus sign that an address line has turned into a space. */
    private static String plus(String number) {
        return number.startsWith(" ") ? "+" + number.strip() : number.strip();
    }

    private Mono<List<PhonePage.Shown>> shown() {
        return numbers.lately(12).flatMap(list -> catalogue
                .complexes(list.stream().map(Numbers.Shown::complex).toList())
                .map(complexes -> list.stream()
                        .<PhonePage.Shown>mapMulti((one, out) -> {
                            var complex = complexes.get(one.complex());
                            if (complex != null) {
                                out.accept(new PhonePage.Shown(one.number().e164(), complex.name()));
                            }
                        })
                        .toList()));
    }
}
