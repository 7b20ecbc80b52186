package io.kvartal.catalogue.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.catalogue.content.Presentation.PaperKind;
import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.catalogue.content.Presentation.Progress;
import io.kvartal.catalogue.content.Presentation.Section;
import io.kvartal.catalogue.content.Presentation.Tour;
import io.kvartal.shared.LocalizedText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a page that answers more is worth. */
class PageCompletenessTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalizedText TEXT = LocalizedText.same("text");
    private static final Photo PHOTO =
            new Photo("0123456789abcdef0123456789abcdef", false, true, 1600, 1000, "data:", TEXT);

    @Test
    void nothingIsZeroAndAllOfItIsAHundred() {
        assertThat(PageCompleteness.of(Presentation.EMPTY, false, TODAY).percent())
                .isZero();
        var full = Presentation.EMPTY
                .withPapers(List.of(new Paper(PaperKind.PERMIT, "1", TODAY, "akimat", null, null)))
                .withPhotos(Collections.nCopies(5, PHOTO))
                .withProgress(List.of(new Progress(TODAY.minusDays(59), 40, TEXT, List.of())))
                .withFacts(Arrays.stream(FactCode.values())
                        .limit(10)
                        .collect(Collectors.toMap(
                                code -> code, code -> code.kind() == FactCode.Kind.NUMBER ? "3" : "yes")))
                .withPlans(List.of(PHOTO))
                .withSections(List.of(new Section("1", "A", 1, 40)))
                .withTours(List.of(new Tour(TEXT, PHOTO, null)));
        assertThat(PageCompleteness.of(full, false, TODAY)).isEqualTo(new PageCompleteness(100, List.of()));
    }

    @Test
    void eachAnswerAddsItsWeight() {
        adds(25, "papers", c -> c.withPapers(List.of(new Paper(PaperKind.GUARANTEE, "1", TODAY, "fund", null, null))));
        adds(25, "photos", c -> c.withPhotos(Collections.nCopies(5, PHOTO)));
        adds(0, "photos", c -> c.withPhotos(Collections.nCopies(4, PHOTO)));
        adds(0, "photos", c -> c.withPhotos(Collections.nCopies(9, Photo.drawn("/img/facade/a.svg", TEXT))));
        adds(15, "progress", c -> c.withProgress(List.of(new Progress(TODAY.minusDays(59), 4, TEXT, List.of()))));
        adds(0, "progress", c -> c.withProgress(List.of(new Progress(TODAY.minusDays(60), 4, TEXT, List.of()))));
        adds(10, "plans", c -> c.withPlans(List.of(PHOTO)));
    }

    @Test
    void aFinishedHouseHasNoProgressToShow() {
        assertThat(PageCompleteness.of(Presentation.EMPTY, true, TODAY).percent())
                .isEqualTo(15);
    }

    private static void adds(int points, String key, UnaryOperator<Presentation> change) {
        var result = PageCompleteness.of(change.apply(Presentation.EMPTY), false, TODAY);
        assertThat(result.percent()).as(key).isEqualTo(points);
        assertThat(result.missing().contains(key)).as(key).isEqualTo(points == 0);
        assertThat(points).isIn(0, PageCompleteness.weight(key));
    }
}
