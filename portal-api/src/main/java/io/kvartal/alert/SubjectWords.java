package io.kvartal.alert;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Unit;
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

    /** @throws io.kvartal.shared.Problem.NotFound for a complex or a flat that does not exist */
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
            case Subject.OneFlat one ->
                catalogue.unit(one.flat()).flatMap(flat -> catalogue
                        .complex(one.complex())
                        .map(complex -> new Named(
                                words(ui, flat, complex),
                                ui.href("/zhk/" + complex.slug() + "?unit=" + flat.id()) + "#payment")));
        };
    }

    private static String words(Ui ui, Unit flat, Complex complex) {
        return ui.t("alert.flat", complex.name(), rooms(ui, flat.rooms()), ui.number(flat.area()), flat.floor());
    }

    private static String rooms(Ui ui, int rooms) {
        return switch (rooms) {
            case 0, 1, 2, 3 -> ui.t("catalogue.rooms." + rooms);
            case 4 -> ui.t("catalogue.rooms.four");
            default -> ui.t("catalogue.rooms.many", rooms);
        };
    }
}
