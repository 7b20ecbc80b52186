package io.kvartal.cabinet;

import io.kvartal.call.CallFilter;
import io.kvartal.call.CallId;
import io.kvartal.call.Calls;
import io.kvartal.call.Outcome;
import io.kvartal.catalogue.Catalogue;
import io.kvartal.platform.CurrentUser.Member;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Ids;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

@Controller
class CallPages {
    private static final int PAGE = 40;

    private final Calls calls;
    private final Catalogue catalogue;

    CallPages(Calls calls, Catalogue catalogue) {
        this.calls = calls;
        this.catalogue = catalogue;
    }

    @GetMapping("/cabinet/calls")
    Mono<Rendering> list(
            Member member,
            Ui ui,
            @RequestParam(required = false) @Nullable String complex,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor) {
        var which = complex == null || complex.isBlank() ? null : complex;
        var ending = Arrays.stream(Outcome.values())
                .filter(one -> one.code().equals(outcome))
                .findFirst()
                .orElse(null);
        var first = day(from);
        var last = day(to);
        var filter = new CallFilter(
                which,
                first == null ? null : first.atStartOfDay(Ui.ZONE).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(Ui.ZONE).toInstant(),
                ending,
                null);
        return Mono.zip(catalogue.complexesOf(member.tenant()), calls.list(member.tenant(), filter, cursor, PAGE))
                .map(both -> new CallsPage(
                        ui,
                        both.getT1(),
                        which,
                        ending,
                        first,
                        last,
                        both.getT2().items(),
                        both.getT2().nextCursor()))
                .map(page -> Pages.render("cabinet/calls", page));
    }

    @GetMapping("/cabinet/calls/{id}")
    Mono<Rendering> one(Member member, Ui ui, @PathVariable String id) {
        return calls.call(member.tenant(), new CallId(Ids.parse(id)))
                .flatMap(call -> catalogue
                        .complexesOf(member.tenant())
                        .map(all -> new CallPage(
                                ui,
                                call,
                                all.stream()
                                        .filter(c -> c.slug().equals(call.complex()))
                                        .findFirst()
                                        .orElse(null))))
                .map(page -> Pages.render("cabinet/call", page));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
