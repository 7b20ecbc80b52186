package io.kvartal.demo;

import io.kvartal.catalogue.Catalogue;
import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Developer;
import io.kvartal.catalogue.demo.DemoCatalogue;
import io.kvartal.contract.CommercialModel;
import io.kvartal.contract.ContractDraft;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.Party;
import io.kvartal.desk.AccountManager;
import io.kvartal.desk.AccountManagers;
import io.kvartal.number.Numbers;
import io.kvartal.platform.web.Ui;
import io.kvartal.shared.Lang;
import io.kvartal.shared.Money;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.survey.Recipient;
import io.kvartal.survey.Surveys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stands before the first buyer comes: developers with their complexes, contracts, numbers, managers and contacts. Doing it again adds nothing. */
@Component
@ConditionalOnProperty("kvartal.demo")
class DemoSetup {
    private static final Map<String, String> PREFIX =
            Map.of("almaty", "+77273100", "astana", "+77172700", "shymkent", "+77252300");
    private static final int POOL = 60;

    private final DemoCatalogue feeds;
    private final Catalogue catalogue;
    private final Contracts contracts;
    private final Numbers numbers;
    private final AccountManagers managers;
    private final Surveys surveys;

    DemoSetup(
            DemoCatalogue feeds,
            Catalogue catalogue,
            Contracts contracts,
            Numbers numbers,
            AccountManagers managers,
            Surveys surveys) {
        this.feeds = feeds;
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.numbers = numbers;
        this.managers = managers;
        this.surveys = surveys;
    }

    /**
     * @param since when the contracts begin
     * @param withPast prices have a history too
     */
    Mono<Void> prepare(Instant now, Instant since, boolean withPast) {
        return feeds.load(LocalDate.ofInstant(now, Ui.ZONE), withPast)
                .then(catalogue.developers())
                .flatMapMany(Flux::fromIterable)
                .index()
                .concatMap(
                        each -> developer(each.getT1().intValue(), each.getT2(), LocalDate.ofInstant(since, Ui.ZONE)))
                .then(catalogue.complexes())
                .flatMap(this::numberPools)
                .then(numbers.registerStaticNumbers());
    }

    private Mono<Void> developer(int index, Developer developer, LocalDate since) {
        return contracts
                .history(developer.id())
                .filter(List::isEmpty)
                .flatMap(none -> contracts.sign(developer.id(), draft(index, developer, since), "Kvartal demo"))
                .then(managers.assign(
                        developer.id(), new AccountManager("018f0000-0000-7000-8000-000000001125", "Данил Захаров")))
                .then(contact(developer, "head", "HEAD", Lang.RU))
                .then(contact(developer, "sales", "SALES", index % 3 == 0 ? Lang.KK : Lang.RU))
                .then(contact(developer, "accountant", "ACCOUNTANT", Lang.RU));
    }

    private Mono<Void> contact(Developer developer, String login, String role, Lang lang) {
        var address = login + "@" + developer.slug() + ".demo";
        return surveys.register(new Recipient(developer.id(), address, developer.name() + " · " + login, role, lang));
    }

    private static ContractDraft draft(int index, Developer developer, LocalDate since) {
        var party = new Party(
                "ТОО «" + developer.name() + "»",
                "%012d".formatted(180_140_000_100L + index),
                "Алматы, пр. Абая, " + (10 + index),
                "accountant@" + developer.slug() + ".demo");
        var draft =
                switch (model(developer.slug(), index)) {
                    case CPL -> ContractDraft.cpl(since, party, Money.kzt(9_000 + 500L * (index % 5)));
                    case CPT -> ContractDraft.cpt(since, party, new BigDecimal("1.8"));
                    case PLACEMENT -> ContractDraft.placement(since, party, Money.kzt(450_000));
                    case FREE -> ContractDraft.free(since, party);
                };
        return draft.withPlan(plan(developer.slug()));
    }

    private static CommercialModel model(String slug, int index) {
        return switch (slug) {
            case "alatau-development" -> CommercialModel.CPL;
            case "samal-stroy" -> CommercialModel.CPT;
            case "nomad-city" -> CommercialModel.PLACEMENT;
            case "tengri-home" -> CommercialModel.FREE;
            default -> index % 4 == 3 ? CommercialModel.PLACEMENT : CommercialModel.CPL;
        };
    }

    private static int plan(String slug) {
        return switch (slug) {
            case "alatau-development" -> 90;
            case "tengri-home" -> 0;
            default -> 45;
        };
    }

    private Mono<Void> numberPools(List<Complex> complexes) {
        var byCity = complexes.stream().collect(Collectors.groupingBy(Complex::city));
        return Flux.fromIterable(byCity.entrySet())
                .filter(city -> PREFIX.containsKey(city.getKey()))
                .concatMap(city -> numbers.pool(
                        "demo-" + city.getKey(),
                        city.getKey(),
                        IntStream.range(0, POOL)
                                .mapToObj(i -> new PhoneNumber(PREFIX.get(city.getKey()) + "%03d".formatted(i)))
                                .toList(),
                        city.getValue().stream().map(Complex::id).toList()))
                .then();
    }
}
