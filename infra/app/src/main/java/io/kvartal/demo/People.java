package io.kvartal.demo;

import io.kvartal.shared.Lang;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.Arrival;
import io.kvartal.visitor.VisitorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Buyers by the dozen, from a seed: some come back. */
final class People {
    private static final List<String> NAMES = List.of(
            "Айгерім",
            "Ержан",
            "Динара",
            "Нұрлан",
            "Асель",
            "Тимур",
            "Мадина",
            "Руслан",
            "Жанна",
            "Олег",
            "Гүлназ",
            "Марат",
            "Алия",
            "Сергей",
            "Камила",
            "Дәурен",
            "Инна",
            "Бауыржан",
            "Светлана",
            "Арман",
            "Әсем",
            "Виктор",
            "Салтанат",
            "Данияр");
    private static final List<Map<String, String>> CAMPAIGNS = List.of(
            Map.of(
                    "utm_source",
                    "google",
                    "utm_medium",
                    "cpc",
                    "utm_campaign",
                    "novostroyki-almaty",
                    "utm_term",
                    "купить квартиру в новостройке"),
            Map.of(
                    "utm_source",
                    "google",
                    "utm_medium",
                    "cpc",
                    "utm_campaign",
                    "7-20-25",
                    "utm_term",
                    "7-20-25 квартиры"),
            Map.of(
                    "utm_source",
                    "yandex",
                    "utm_medium",
                    "cpc",
                    "utm_campaign",
                    "astana-2k",
                    "utm_term",
                    "двухкомнатная астана новостройка"),
            Map.of("utm_source", "instagram", "utm_medium", "social", "utm_campaign", "autumn-open-days"),
            Map.of("utm_source", "2gis", "utm_medium", "maps", "utm_campaign", "listing"));
    private static final List<String> REFERRERS = List.of(
            "https://www.google.com/", "https://yandex.kz/", "https://www.google.kz/", "https://krisha.example/");
    private static final double COMES_BACK = 0.13;

    private final Random random;
    private final List<Person> known = new ArrayList<>();

    People(Random random) {
        this.random = random;
    }

    Person next(String page) {
        if (known.size() > 30 && random.nextDouble() < COMES_BACK) {
            return known.get(random.nextInt(known.size()));
        }
        var lang = random.nextInt(10);
        var person = new Person(
                new VisitorId(new UUID(random.nextLong(), random.nextLong())),
                NAMES.get(random.nextInt(NAMES.size())),
                new PhoneNumber("+7701%07d".formatted(1_000_000 + random.nextInt(8_999_999))),
                lang < 6 ? Lang.RU : lang < 9 ? Lang.KK : Lang.EN,
                arrival(page));
        known.add(person);
        return person;
    }

    private Arrival arrival(String page) {
        var way = random.nextInt(10);
        if (way < 5) {
            return Arrival.of(CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size())), null, "kvartal.example", page);
        }
        return way < 8
                ? Arrival.of(Map.of(), REFERRERS.get(random.nextInt(REFERRERS.size())), "kvartal.example", page)
                : Arrival.of(Map.of(), null, "kvartal.example", page);
    }
}
