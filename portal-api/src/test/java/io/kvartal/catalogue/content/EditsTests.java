package io.kvartal.catalogue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Section;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.Problem;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What forms make of a presentation. */
class EditsTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Edits EDITS = new Edits(TODAY, "Asel");

    @Test
    void everyPartReadsItsForm() {
        assertThat(apply(Part.PAPERS, "kind=GUARANTEE", "number=7", "on=2026-01-02", "issuer=Fund")
                        .papers())
                .hasSize(1);
        assertThat(apply(Part.FACTS, "ceiling-height=2,9", "walls=brick", "playground=yes", "lifts=")
                        .facts())
                .containsOnly(
                        Map.entry(FactCode.CEILING_HEIGHT, "2.9"),
                        Map.entry(FactCode.WALLS, "brick"),
                        Map.entry(FactCode.PLAYGROUND, "yes"));
        assertThat(apply(Part.PHASES, "name=I", "buildings=1", "buildings=2")
                        .phases()
                        .getFirst()
                        .buildings())
                .containsExactly("1", "2");
        assertThat(apply(Part.PROGRESS, "on=2026-11-20", "percent=45", "textRu=а", "textKk=ә", "textEn=a")
                        .progress())
                .hasSize(1);
        assertThat(apply(
                                Part.PROMOTIONS,
                                "titleRu=а",
                                "titleKk=ә",
                                "titleEn=a",
                                "termsRu=а",
                                "termsKk=ә",
                                "termsEn=a",
                                "from=2026-11-01",
                                "to=2026-11-01")
                        .promotions())
                .hasSize(1);
        var review = apply(
                        Part.REVIEW,
                        "textRu=а",
                        "textKk=ә",
                        "textEn=a",
                        "prosRu=1\n2",
                        "prosKk=1\n2",
                        "prosEn=1\n\n2",
                        "consRu=x",
                        "consKk=x",
                        "consEn=x")
                .review();
        assertThat(review.pros()).hasSize(2);
        assertThat(review.author()).isEqualTo("Asel");
        assertThat(review.on()).isEqualTo(TODAY);
        assertThat(apply(Part.TOURS, "titleRu=Двор", "link=https://kuula.co/post/x")
                        .tours()
                        .getFirst()
                        .title()
                        .en())
                .isEqualTo("Двор");
    }

    @Test
    void whatIsWrongIsNamedFieldByField() {
        wrong(Part.PAPERS, List.of("kind", "number", "on", "issuer"));
        wrong(Part.PAPERS, List.of("on"), "kind=PERMIT", "number=7", "on=2026-11-22", "issuer=Fund");
        wrong(Part.FACTS, List.of("ceiling-height", "walls"), "ceiling-height=9", "walls=paper");
        wrong(Part.PHOTOS, List.of("files"));
        wrong(Part.PROGRESS, List.of("on", "percent", "textRu", "textKk", "textEn"), "percent=101");
        wrong(Part.SECTIONS, List.of("toFlat"), "building=1", "name=A", "fromFlat=9", "toFlat=3");
        wrong(
                Part.PROMOTIONS,
                List.of("to"),
                "titleRu=а",
                "titleKk=ә",
                "titleEn=a",
                "termsRu=а",
                "termsKk=ә",
                "termsEn=a",
                "from=2026-11-02",
                "to=2026-11-01");
        wrong(
                Part.REVIEW,
                List.of("prosRu"),
                "textRu=а",
                "textKk=ә",
                "textEn=a",
                "prosRu=1\n2",
                "prosKk=1",
                "prosEn=1",
                "consRu=x",
                "consKk=x",
                "consEn=x");
    }

    @Test
    void toursComeFromHostsThatThePortalKnows() {
        for (var link : new String[] {
            "http://kuula.co/x",
            "https://kuula.co.evil.example/x",
            "https://evil.example/kuula.co",
            "javascript:alert(1)",
            "https://kuula.co@evil.example/"
        }) {
            wrong(Part.TOURS, List.of("link"), "titleRu=Двор", "link=" + link);
        }
        wrong(Part.TOURS, List.of("files"), "titleRu=Двор");
    }

    @Test
    void entrancesDoNotShareFlats() {
        var one = Presentation.EMPTY.withSections(List.of(new Section("1", "A", 1, 40)));
        var form = new Fields(form("building=1", "name=B", "fromFlat=40", "toFlat=60"));
        assertThatThrownBy(() -> EDITS.apply(Part.SECTIONS, one, form, Uploads.Kept.NOTHING))
                .isInstanceOf(Problem.Invalid.class);
        var other = new Fields(form("building=2", "name=B", "fromFlat=40", "toFlat=60"));
        var two = EDITS.apply(Part.SECTIONS, one, other, Uploads.Kept.NOTHING);
        assertThat(two.section("1", "40").orElseThrow().name()).isEqualTo("A");
        assertThat(two.section("2", "40").orElseThrow().name()).isEqualTo("B");
        assertThat(two.section("2", "39")).isEmpty();
        assertThat(two.section("2", "40а")).isEmpty();
    }

    @Test
    void photosMoveByOneAndStayWithinTheList() {
        var photos = List.of(photo("a"), photo("b"), photo("c"));
        var content = Presentation.EMPTY.withPhotos(photos);
        assertThat(Edits.moved(content, 0, 1).photos()).containsExactly(photos.get(1), photos.get(0), photos.get(2));
        assertThat(Edits.moved(content, 0, -1)).isEqualTo(content);
        assertThat(Edits.moved(content, 2, 1)).isEqualTo(content);
        assertThat(Edits.moved(content, 99, 1)).isEqualTo(content);
        assertThat(Part.PHOTOS.without(content, 1).photos()).containsExactly(photos.get(0), photos.get(2));
        assertThat(Part.PHOTOS.without(content, 3)).isEqualTo(content);
        assertThat(Part.changed(content, Edits.moved(content, 0, 1))).containsExactly(Part.PHOTOS);
    }

    private static Photo photo(String digit) {
        return new Photo(digit.repeat(32), false, true, 800, 500, null, LocalizedText.same(digit));
    }

    private static Presentation apply(Part part, String... fields) {
        return EDITS.apply(part, Presentation.EMPTY, new Fields(form(fields)), Uploads.Kept.NOTHING);
    }

    private static void wrong(Part part, List<String> names, String... fields) {
        assertThatThrownBy(() -> apply(part, fields))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.errors().stream()
                                .map(error -> error.pointer().substring(1))
                                .toList())
                        .containsExactlyElementsOf(names));
    }

    private static Map<String, List<String>> form(String... fields) {
        var form = new HashMap<String, List<String>>();
        Arrays.stream(fields).forEach(field -> {
            int cut = field.indexOf('=');
            form.merge(field.substring(0, cut), List.of(field.substring(cut + 1)), (a, b) -> {
                var both = new java.util.ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        });
        return form;
    }
}
