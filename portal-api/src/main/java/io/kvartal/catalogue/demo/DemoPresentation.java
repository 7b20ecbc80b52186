package io.kvartal.catalogue.demo;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.Storefront.Building;
import io.kvartal.catalogue.content.FactCode;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.PaperKind;
import io.kvartal.catalogue.content.Presentation.Phase;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Progress;
import io.kvartal.catalogue.content.Presentation.Promotion;
import io.kvartal.catalogue.content.Presentation.Review;
import io.kvartal.catalogue.content.Presentation.Section;
import io.kvartal.catalogue.content.Presentation.Tour;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What editors would have written about an invented complex. The same complex and day give the same words. */
final class DemoPresentation {
    /** These two have shown no papers, so that the demo has the warning too. */
    private static final List<Integer> WITHOUT_PAPERS = List.of(41, 58);

    private static final int MONTHS = 10;

    private final Complex complex;
    private final DemoComplex plan;
    private final List<Building> buildings;
    private final LocalDate today;
    private final Random random;

    private DemoPresentation(Complex complex, DemoComplex plan, List<Building> buildings, LocalDate today) {
        this.complex = complex;
        this.plan = plan;
        this.buildings = buildings;
        this.today = today;
        this.random = new Random(plan.index() * 77L);
    }

    static Presentation of(Complex complex, DemoComplex plan, List<Building> buildings, LocalDate today) {
        return new DemoPresentation(complex, plan, buildings, today).make();
    }

    private Presentation make() {
        return new Presentation(
                List.of(),
                List.of(),
                plan.index() % 3 == 1 ? List.of(tour()) : List.of(),
                progress(),
                phases(),
                sections(),
                WITHOUT_PAPERS.contains(plan.index()) ? List.of() : List.of(paper()),
                facts(),
                promotions(),
                plan.index() % 3 == 1 ? review() : null);
    }

    private Tour tour() {
        var panorama = new Photo(
                "/img/panorama/" + complex.slug() + ".jpg", true, false, 2048, 1024, null, DemoTexts.of("tour"));
        return new Tour(DemoTexts.of("tour"), panorama, null);
    }

    /** A look at the site each month up to now, or up to the hand-over. */
    private List<Progress> progress() {
        boolean done = plan.readyIn() <= 0;
        int percent = done ? 100 : Math.max(14, 97 - plan.readyIn() * 8);
        var on = done ? today.plusDays(plan.readyIn() * 91L - 12) : today.minusDays(6 + random.nextInt(12));
        int step = 4 + random.nextInt(4);
        var entries = new ArrayList<Progress>();
        for (int month = 0; month < MONTHS && percent > 2; month++) {
            var photo = Photo.drawn("/img/progress/" + complex.slug() + "-" + percent + ".svg", DemoTexts.of("photo"));
            entries.add(new Progress(on.minusMonths(month), percent, DemoTexts.of(stage(percent)), List.of(photo)));
            percent -= step + random.nextInt(3);
        }
        return entries;
    }

    private static String stage(int percent) {
        int from = percent >= 100
                ? 100
                : percent >= 85 ? 85 : percent >= 60 ? 60 : percent >= 35 ? 35 : percent >= 15 ? 15 : 0;
        return "stage." + from;
    }

    private List<Phase> phases() {
        var names = buildings.stream().map(Building::name).toList();
        return names.size() < 3
                ? List.of()
                : List.of(new Phase("I", names.subList(0, 2)), new Phase("II", names.subList(2, names.size())));
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        for (var building : buildings) {
            sections.add(new Section(building.name(), "1", 1, 18));
            sections.add(new Section(building.name(), "2", 19, 36));
            sections.add(new Section(building.name(), "3", 37, 99));
        }
        return sections;
    }

    private Paper paper() {
        boolean permit = plan.index() % 2 == 0;
        return new Paper(
                permit ? PaperKind.PERMIT : PaperKind.GUARANTEE,
                (permit ? "KZ-" : "KGF-") + (2024 + plan.index() % 3) + "/" + (1000 + plan.index() * 37),
                today.minusDays(400 + random.nextInt(300)),
                permit ? "МИО, управление градостроительного контроля" : "АО «Отбасы банк», единый оператор",
                null,
                null);
    }

    private Map<FactCode, String> facts() {
        boolean dear =
                plan.buildingClass().equals("business") || plan.buildingClass().equals("premium");
        boolean plain = plan.buildingClass().equals("economy");
        var facts = new EnumMap<FactCode, String>(FactCode.class);
        facts.put(FactCode.CEILING_HEIGHT, dear ? "3.2" : plain ? "2.7" : "3");
        facts.put(FactCode.WALLS, dear ? "brick" : plain ? "panel" : "monolith");
        facts.put(FactCode.FINISHING, List.of("rough", "pre-fine", "fine").get(random.nextInt(3)));
        facts.put(FactCode.LIFTS, plain ? "1" : "2");
        facts.put(FactCode.FREIGHT_LIFT, plain ? "no" : "yes");
        facts.put(FactCode.FLATS_ON_FLOOR, String.valueOf(dear ? 3 : 4 + random.nextInt(3)));
        facts.put(FactCode.HEATING, random.nextBoolean() ? "central" : "own-boiler-house");
        facts.put(FactCode.STEP_FREE, random.nextInt(5) == 0 ? "no" : "yes");
        facts.put(FactCode.CONCIERGE, dear ? "yes" : "no");
        facts.put(FactCode.PARKING_PLACES, String.valueOf(60 + random.nextInt(20) * 10));
        facts.put(FactCode.UNDERGROUND_PARKING, plain ? "no" : "yes");
        facts.put(FactCode.CHARGING, dear ? "yes" : "no");
        facts.put(FactCode.CAR_FREE_YARD, plain ? "no" : "yes");
        facts.put(FactCode.CLOSED_YARD, "yes");
        facts.put(FactCode.PLAYGROUND, "yes");
        facts.put(FactCode.SPORTS_GROUND, random.nextBoolean() ? "yes" : "no");
        facts.put(FactCode.GREEN_SHARE, String.valueOf(20 + random.nextInt(8) * 5));
        facts.put(FactCode.VIDEO, "yes");
        return facts;
    }

    private List<Promotion> promotions() {
        if (plan.index() % 4 != 1) {
            return List.of();
        }
        var key = plan.index() % 8 == 1 ? "promo.1" : "promo.2";
        return List.of(new Promotion(
                DemoTexts.of(key + ".title"), DemoTexts.of(key + ".terms"), today.minusDays(20), today.plusDays(40)));
    }

    private @Nullable Review review() {
        return new Review(
                DemoTexts.of("review.text"),
                List.of(DemoTexts.of("review.pro.1"), DemoTexts.of("review.pro.2"), DemoTexts.of("review.pro.3")),
                List.of(DemoTexts.of("review.con.1"), DemoTexts.of("review.con.2")),
                "Асель Тлеуберген",
                today.minusDays(25));
    }
}
