package io.kvartal.mortgage;

import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Money;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Public quotes: what a home costs a month, programme by programme. */
@RestController
@RequestMapping("/api/v1/mortgage-quotes")
class MortgageApi {
    private final Mortgages mortgages;

    MortgageApi(Mortgages mortgages) {
        this.mortgages = mortgages;
    }

    record Answer(Money price, List<QuoteView> quotes) {}

    record QuoteView(
            String programme,
            String name,
            String rate,
            boolean fits,
            Money downPayment,
            Money loan,
            int months,
            Money payment,
            Money overpayment,
            Money total,
            List<ObstacleView> obstacles,
            String conditions,
            String source,
            LocalDate checkedAt,
            List<MonthView> schedule) {}

    record ObstacleView(String code, String message) {}

    record MonthView(int month, Money payment, Money interest, Money principal, Money balance) {}

    /** Amounts in whole tenge. With {@code programme} the answer has the full schedule; without it one quote for each programme in force. */
    @GetMapping
    Mono<Answer> quotes(
            @RequestParam @Nullable String price,
            @RequestParam @Nullable String downPayment,
            @RequestParam @Nullable String months,
            @RequestParam @Nullable String programme,
            @RequestParam(defaultValue = "*") String city,
            @RequestParam(defaultValue = "false") boolean finished,
            Ui ui) {
        var request = QuoteForm.read(price, downPayment, months);
        var chosen = programme == null
                ? mortgages.inForce()
                : mortgages
                        .programme(programme)
                        .onErrorMap(
                                Problem.NotFound.class,
                                e -> new Problem.Invalid("/programme", "unknown-programme", programme))
                        .map(List::of);
        return chosen.map(list -> new Answer(
                request.price(),
                list.stream()
                        .map(p -> view(request.quote(p, city, finished), programme != null, ui))
                        .toList()));
    }

    private static QuoteView view(Quote quote, boolean withSchedule, Ui ui) {
        var programme = quote.programme();
        return new QuoteView(
                programme.code(),
                programme.name().in(ui.lang()),
                programme.rate().toPlainString(),
                quote.fits(),
                quote.down(),
                quote.loan(),
                quote.months(),
                quote.payment(),
                quote.overpayment(),
                quote.total(),
                obstacles(quote, ui),
                programme.conditions().in(ui.lang()),
                programme.sourceUrl(),
                programme.checkedAt(),
                withSchedule ? schedule(quote) : List.of());
    }

    private static List<ObstacleView> obstacles(Quote quote, Ui ui) {
        var list = new ArrayList<ObstacleView>();
        quote.obstacles()
                .forEach(o -> list.add(new ObstacleView(o.code(), ui.t("mortgage.obstacle." + o.code(), o.args()))));
        return list;
    }

    private static List<MonthView> schedule(Quote quote) {
        var currency = quote.price().currency();
        Stream<Annuity.Month> months =
                Annuity.schedule(quote.loan().amount(), quote.programme().rate(), quote.months()).stream();
        return months.map(m -> new MonthView(
                        m.number(),
                        Money.of(m.payment(), currency),
                        Money.of(m.interest(), currency),
                        Money.of(m.principal(), currency),
                        Money.of(m.balance(), currency)))
                .toList();
    }
}
