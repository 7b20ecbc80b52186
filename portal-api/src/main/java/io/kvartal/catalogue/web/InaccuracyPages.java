package io.kvartal.catalogue.web;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.content.Inaccuracies;
import io.kvartal.catalogue.content.Inaccuracy.Subject;
import io.kvartal.platform.web.Pages;
import io.kvartal.platform.web.Ui;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Readers' reports of what is wrong on a page. */
@Controller
class InaccuracyPages {
    private static final int LONGEST = 1000;
    private static final String TRAP = "website";

    private final Catalogue catalogue;
    private final Inaccuracies inaccuracies;
    private final ReportLimits limits;

    InaccuracyPages(Catalogue catalogue, Inaccuracies inaccuracies, ReportLimits limits) {
        this.catalogue = catalogue;
        this.inaccuracies = inaccuracies;
        this.limits = limits;
    }

    @GetMapping("/{lang:ru|kk|en}/zhk/{slug}/inaccuracy")
    Mono<Rendering> form(@PathVariable String slug, @RequestParam(defaultValue = "") String sent, Ui ui) {
        return catalogue
                .complex(slug)
                .map(complex -> Pages.render(
                        "catalogue/inaccuracy",
                        new InaccuracyPage(ui, complex, Subject.PRICE.name(), "", null, !sent.isEmpty())));
    }

    /** Whoever fills in the field that nobody sees is thanked like everybody else, and nothing is kept. */
    @PostMapping("/{lang:ru|kk|en}/zhk/{slug}/inaccuracy")
    Mono<Rendering> report(@PathVariable String slug, Ui ui, ServerWebExchange exchange) {
        limits.take(exchange);
        return exchange.getFormData().flatMap(form -> catalogue.complex(slug).flatMap(complex -> {
            var subject = subject(form);
            var comment = text(form, "comment");
            var thanks = Pages.seeOther(ui.href("/zhk/" + slug + "/inaccuracy?sent=1"));
            if (!text(form, TRAP).isEmpty()) {
                return Mono.just(thanks);
            }
            if (comment.isEmpty() || comment.length() > LONGEST) {
                var error = ui.t("catalogue.inaccuracy.comment.error", LONGEST);
                return Mono.just(Pages.invalid(
                        "catalogue/inaccuracy",
                        new InaccuracyPage(ui, complex, subject.name(), comment, error, false)));
            }
            return inaccuracies
                    .report(complex.id(), subject, comment, ui.lang())
                    .thenReturn(thanks);
        }));
    }

    private static Subject subject(MultiValueMap<String, String> form) {
        var named = text(form, "subject");
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.name().equals(named))
                .findFirst()
                .orElse(Subject.OTHER);
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "").strip();
    }
}
