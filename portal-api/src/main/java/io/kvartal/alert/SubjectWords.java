package io.kvartal.alert;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.mortgage.Mortgages;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.FilterWords;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is watched, in words and as an address. */
@Component
public class SubjectWords {
    private final Catalogue catalogue;
    private final Mortgages mortgages;

    SubjectWords(Catalogue catalogue, Mortgages mortgages) {
        this.catalogue = catalogue;
        this.mortgages = mortgages;
    }

    /** @param href path of the page that shows it now */
    public record Named(String words, String href) {}

    /** @throws io.kvartal.shared.Problem.NotFound for a complex that does not exist */
    public Mono<Named> of(Ui ui, Subject subject) {
        return switch (subject) {
            case Subject.Search search ->
                catalogue.developers().flatMap(developers -> mortgages
                        .inForce()
                        .map(programmes -> new Named(
                                new FilterWords(ui, search.toQuery(), developers, programmes).all(),
                                ui.href("/" + search.city() + "/novostroyki" + search.query()))));
            case Subject.OneComplex one ->
                catalogue
                        .complex(one.complex())
                        .map(complex ->
                                new Named(ui.t("alert.complex", complex.name()), ui.href("/zhk/" + complex.slug())));
        };
    }
}
