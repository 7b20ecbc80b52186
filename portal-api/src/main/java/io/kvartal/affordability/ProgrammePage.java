package io.kvartal.affordability;

import gg.jte.Content;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.mortgage.Annuity;
import io.kvartal.mortgage.Programme;
import io.kvartal.mortgage.Quote;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import io.kvartal.search.SearchResult;
import io.kvartal.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One programme for buyers: terms in words, limits, a calculator, homes that fit, questions.
 *
 * @param city slug of the city whose limit and homes are shown
 * @param quote the calculator's answer
 * @param complaint a sentence when the calculator was asked for nonsense
 * @param homes what fits in that city
 */
public record ProgrammePage(
        Ui ui,
        Programme programme,
        String city,
        Quote quote,
        @Nullable String complaint,
        SearchResult homes,
        Function<Complex, Content> acts)
        implements Page {
    /** One question with its answer, both from the data. */
    public record Question(String question, String answer) {}

    @Override
    public String title() {
        return ui.t("programme.page.title", name());
    }

    @Override
    public String description() {
        return ui.t("programme.page.description", name(), ui.number(programme.rate()), leastDown(), years());
    }

    public String name() {
        return programme.name().in(ui.lang());
    }

    public int years() {
        return programme.maxMonths() / 12;
    }

    public String effectiveRate() {
        return ui.number(Annuity.effectiveRate(programme.rate()));
    }

    /** {@code 10}, or {@code 10–20} when it depends on the house. */
    public String leastDown() {
        BigDecimal low = programme.downFinished().min(programme.downUnfinished());
        BigDecimal high = programme.downFinished().max(programme.downUnfinished());
        return low.compareTo(high) == 0 ? ui.number(low) : ui.number(low) + "–" + ui.number(high);
    }

    public List<Places.City> cities() {
        return Places.cities();
    }

    public String cityName() {
        return Places.city(city).map(place -> place.name().in(ui.lang())).orElse(city);
    }

    public @Nullable Money cap(String slug) {
        return programme.cap(slug).orElse(null);
    }

    public String whole(Money money) {
        return money.amount().toBigInteger().toString();
    }

    public String searchHref() {
        return ui.href("/" + city + "/novostroyki?programme=" + programme.code());
    }

    public List<Question> questions() {
        var list = new ArrayList<Question>();
        list.add(new Question(
                ui.t("programme.faq.price"),
                programme
                        .dearest(city, false)
                        .map(price -> ui.t("programme.faq.price.answer", cityName(), price))
                        .orElseGet(() -> ui.t("programme.faq.price.none"))));
        list.add(new Question(ui.t("programme.faq.down"), ui.t("programme.faq.down.answer", leastDown())));
        list.add(new Question(
                ui.t("programme.faq.home"),
                programme.monthsWithoutHome() == 0
                        ? ui.t("programme.faq.home.any")
                        : ui.t("programme.faq.home.answer", programme.monthsWithoutHome())));
        list.add(new Question(
                ui.t("programme.faq.who"),
                ui.t(programme.general() ? "programme.faq.who.all" : "programme.faq.who.group")));
        return list;
    }

    @Override
    public String canonical() {
        return ui.path();
    }

    @Override
    public Layout layout() {
        return Layout.PORTAL;
    }

    @Override
    public String nav() {
        return "affordability";
    }

    @Override
    public String menuCity() {
        return city;
    }

    @Override
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }
}
