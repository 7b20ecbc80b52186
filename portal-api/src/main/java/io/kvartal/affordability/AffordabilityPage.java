package io.kvartal.affordability;

import gg.jte.Content;
import io.kvartal.affordability.Affordability.Option;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Places;
import io.kvartal.platform.web.Layout;
import io.kvartal.platform.web.Page;
import io.kvartal.platform.web.Ui;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * "What can I really buy": the question, then every programme with what it reaches.
 *
 * @param options empty until something was asked
 * @param acts what other contexts put onto a card
 */
public record AffordabilityPage(Ui ui, HouseholdForm form, List<Option> options, Function<Complex, Content> acts)
        implements Page {
    public AffordabilityPage {
        options = List.copyOf(options);
    }

    @Override
    public String title() {
        return ui.t("affordability.title");
    }

    @Override
    public String description() {
        return ui.t("affordability.lead");
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
    public List<String> styles() {
        return List.of("/portal-api/catalogue.css");
    }

    /** An answer speaks of somebody's income: it stays out of caches and indexes. */
    @Override
    public boolean hidden() {
        return form.isAsked();
    }

    @Override
    public String canonical() {
        return ui.path();
    }

    public List<Places.City> cities() {
        return Places.cities();
    }

    public HouseholdForm.Home[] homes() {
        return HouseholdForm.Home.values();
    }

    public String chosenCity() {
        return form.value("city").isEmpty() ? Places.cities().getFirst().slug() : form.value("city");
    }

    public String chosenHome() {
        return form.value("home").isEmpty() ? HouseholdForm.Home.NONE_FIVE_YEARS.code() : form.value("home");
    }

    public @Nullable String error(String field) {
        return form.error(field)
                .map(error -> ui.t("problem." + error.code(), error.args()))
                .orElse(null);
    }

    /** The programme with the most homes, when there is one with any. */
    public Optional<Option> best() {
        return options.stream().filter(option -> option.homes().units() > 0).findFirst();
    }

    /** The search with the homes of one programme. */
    public String searchHref(Option option) {
        return ui.href("/" + chosenCity() + "/novostroyki?priceMax="
                + option.reach().price().amount().toBigInteger() + "&sort=-price");
    }

    public String sentence(Reach.Limit limit, Reach reach) {
        return switch (limit) {
            case INCOME -> ui.t("affordability.limit.INCOME", ui.money(reach.payment()));
            case SAVINGS ->
                ui.t("affordability.limit.SAVINGS", ui.number(reach.programme().leastDownPercent(false)));
            case CAP -> ui.t("affordability.limit.CAP", ui.money(reach.price()));
        };
    }

    public String refusal(Reach.Refusal refusal, Reach reach) {
        return ui.t("affordability.refusal." + refusal, reach.programme().monthsWithoutHome());
    }
}
