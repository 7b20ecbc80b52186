package io.kvartal.lead.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.lead.LeadForm;
import io.kvartal.lead.Leads;
import io.kvartal.lead.Passport;
import io.kvartal.lead.RequestAccepted;
import io.kvartal.lead.ViewingWish;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Problem;
import io.kvartal.visitor.Visitors;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The request form and the buyer's passport as pages. */
@Controller
class RequestPages {
    /** Named like something a robot fills in; people do not see it. */
    static final String TRAP = "website";

    private static final Set<String> FIELDS =
            Set.of("name", "phone", "message", "preferredTime", "unit", "viewing", "email");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}");

    private final Leads leads;
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final RequestForms forms;
    private final RequestLimits limits;

    RequestPages(Leads leads, Catalogue catalogue, Visitors visitors, RequestForms forms, RequestLimits limits) {
        this.leads = leads;
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.forms = forms;
        this.limits = limits;
    }

    @GetMapping("/{lang:ru|kk|en}/zhk/{slug}/request")
    Mono<Rendering> form(@PathVariable String slug, ServerWebExchange exchange, Ui ui) {
        var unit = exchange.getRequest().getQueryParams().getFirst("unit");
        return catalogue
                .complex(slug)
                .flatMap(complex -> forms.page(ui, complex, unit == null ? Map.of() : Map.of("unit", unit), Map.of()))
                .map(page -> Pages.render("lead/request", page));
    }

    @PostMapping("/{lang:ru|kk|en}/zhk/{slug}/request")
    Mono<Rendering> send(@PathVariable String slug, ServerWebExchange exchange, Ui ui) {
        return catalogue.complex(slug).flatMap(complex -> exchange.getFormData()
                .doOnNext(typed -> limits.take(exchange, visitors.known(exchange), text(typed.getFirst("phone"))))
                .flatMap(typed -> visitors.current(exchange)
                        .flatMap(visitor -> request(complex, typed, visitor.id().value(), exchange, ui))
                        .map(accepted -> Pages.seeOther(
                                ui.href("/request/" + accepted.passport() + (accepted.repeated() ? "?again=1" : ""))))
                        .onErrorResume(Problem.Invalid.class, wrong -> again(ui, complex, typed, wrong))));
    }

    private Mono<RequestAccepted> request(
            Complex complex, MultiValueMap<String, String> typed, UUID visitor, ServerWebExchange exchange, Ui ui) {
        if (!typed.containsKey("viewing")) {
            return leads.request(read(complex, typed, visitor, exchange, ui));
        }
        var email = text(typed.getFirst("email"));
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            throw new Problem.Invalid("/email", "lead-email-unreadable");
        }
        var at = ViewingPages.time(typed.getFirst("viewing"));
        typed.set("preferredTime", ui.t("lead.viewing.words", at));
        return leads.request(
                read(complex, typed, visitor, exchange, ui), new ViewingWish(at, email.isEmpty() ? null : email));
    }

    private LeadForm read(
            Complex complex, MultiValueMap<String, String> typed, UUID visitor, ServerWebExchange exchange, Ui ui) {
        var trap = typed.getFirst(TRAP);
        return new LeadForm(
                complex.slug(),
                unit(typed.getFirst("unit")),
                typed.getFirst("name"),
                text(typed.getFirst("phone")),
                typed.getFirst("message"),
                typed.getFirst("preferredTime"),
                ui.lang(),
                consents(typed),
                new LeadForm.Evidence(
                        visitor,
                        "form",
                        Sender.address(exchange),
                        forms.since(typed.getFirst("stamp")),
                        trap != null && !trap.isEmpty()));
    }

    private static Set<String> consents(MultiValueMap<String, String> typed) {
        var given = new TreeSet<String>();
        if (typed.containsKey("consentContact")) {
            given.add("contact");
        }
        if (typed.containsKey("consentShare")) {
            given.add("share");
        }
        return given;
    }

    /** A flat that does not exist is no reason to refuse the buyer: the address was old, the request is real. */
    private static @Nullable UUID unit(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }

    private Mono<Rendering> again(Ui ui, Complex complex, MultiValueMap<String, String> typed, Problem.Invalid wrong) {
        var values = new HashMap<String, String>();
        FIELDS.forEach(field -> values.put(field, text(typed.getFirst(field))));
        for (var box : Set.of("consentContact", "consentShare")) {
            if (typed.containsKey(box)) {
                values.put(box, "on");
            }
        }
        var errors = new HashMap<String, String>();
        wrong.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.pointer().substring(1), ui.t("problem." + error.code(), error.args())));
        return (typed.containsKey("viewing")
                        ? forms.viewing(ui, complex, values, errors)
                        : forms.page(ui, complex, values, errors))
                .map(page -> Pages.invalid("lead/request", page));
    }

    @GetMapping("/{lang:ru|kk|en}/request/{token}")
    Mono<Rendering> passport(@PathVariable String token, ServerWebExchange exchange, Ui ui) {
        var query = exchange.getRequest().getQueryParams();
        return leads.passport(token).flatMap(passport -> times(passport, ui, query.containsKey("viewing"))
                .map(times -> Pages.render(
                        "lead/passport",
                        new PassportPage(ui, token, passport, times.orElse(null), query.containsKey("again")))));
    }

    /** The choice of another time, while there is a visit to move. @param gone the time chosen last is not to be had */
    private Mono<Optional<TimesField>> times(Passport passport, Ui ui, boolean gone) {
        var viewing = passport.viewing();
        if (viewing == null || passport.state() == Passport.State.WITHDRAWN) {
            return Mono.just(Optional.empty());
        }
        return catalogue
                .complex(passport.complex())
                .flatMap(leads::viewingTimes)
                .map(days -> Optional.of(new TimesField(
                        ui, days, viewing.at().toString(), gone ? ui.t("problem.lead-viewing-not-offered") : null)))
                .onErrorResume(Problem.NotFound.class, noContract -> Mono.just(Optional.empty()));
    }

    @PostMapping("/{lang:ru|kk|en}/request/{token}/answer")
    Mono<Rendering> answer(@PathVariable String token, ServerWebExchange exchange, Ui ui) {
        return exchange.getFormData()
                .flatMap(typed -> leads.answer(token, "true".equals(typed.getFirst("called"))))
                .map(done -> Pages.seeOther(ui.href("/request/" + token)));
    }

    @PostMapping("/{lang:ru|kk|en}/request/{token}/consents/{name}/withdrawal")
    Mono<Rendering> withdraw(@PathVariable String token, @PathVariable String name, Ui ui) {
        return leads.withdraw(token, name).map(done -> Pages.seeOther(ui.href("/request/" + token)));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
