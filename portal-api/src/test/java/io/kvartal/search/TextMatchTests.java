package io.kvartal.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.catalogue.Complex;
import io.kvartal.catalogue.ComplexId;
import io.kvartal.shared.Ids;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.shared.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMatchTests {
    private static final List<Complex> COMPLEXES = List.of(
            complex("park", "Алатау Парк", "Alatau Development", "almaty", "bostandyk"),
            complex("bulaq", "Nur Bulaq", "Самал Строй", "almaty", "alatau"),
            complex("arai", "Арайлы Нұра", "Nomad City", "astana", "nura"),
            complex("jeti", "Жеті Қазына", "Nomad City", "astana", "saryarka"),
            complex("okjet", "Оқжетпес", "Burabay Group", "astana", "almaty-district"),
            complex("uly", "Ұлытау", "Есиль Инвест", "astana", "esil"),
            complex("arabi", "Шаңырақ Сити", "Tengri Home", "shymkent", "al-farabi"),
            complex("art", "Алмалы Арт", "Самал-Строй", "almaty", "almaly"));
    private static final TextMatch MATCH = TextMatch.of(COMPLEXES);

    private static Complex complex(String slug, String name, String developer, String city, String district) {
        return new Complex(
                new ComplexId(Ids.next()),
                slug,
                name,
                new TenantId(Ids.next()),
                "developer-of-" + slug,
                developer,
                city,
                district,
                "comfort",
                43,
                76,
                2027,
                4,
                null,
                new PhoneNumber("+77272000000"),
                null);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
        алатау           | park bulaq
        АЛАТАУ           | park bulaq
        alatau           | park bulaq
        Алатау қ.        | park bulaq
        Алатау ауданы    | park bulaq
        ЖК «Алатау Парк» | park
        ЖК Алатау-Парк   | park
        алатаупарк       | park
        алтау            | park bulaq
        алаатау          | park bulaq
        алтаау           | park bulaq
        альтау           | park bulaq
        алатау самал     | bulaq
        нура             | arai
        нұра             | arai
        nura             | arai
        Жеті Қазына      | jeti
        жети казына      | jeti
        Zheti Kazyna     | jeti
        Jeti Qazyna      | jeti
        казны            | jeti
        оқжетпес         | okjet
        окжетпес         | okjet
        okzhetpes        | okjet
        окжетбез         | okjet
        улытау           | uly
        ulytau           | uly
        Есіл             | uly
        yesil            | uly
        есиль            | uly
        аль-фараби       | arabi
        альфараби        | arabi
        al farabi        | arabi
        шанырак          | arabi
        шангырак         | arabi
        бурабай          | okjet
        номад            | arai jeti
        алмалы           | art
        алматы           | okjet
        парк дала        | ''
        жоқ              | ''
        қ.               | jeti
        ...              | park bulaq arai jeti okjet uly arabi art
        """)
    void namesAreFoundInEveryScriptAndWithErrors(String typed, String slugs) {
        assertThat(MATCH.matching(typed).stream()
                        .mapToObj(position -> COMPLEXES.get(position).slug()))
                .containsExactlyInAnyOrder(slugs.isEmpty() ? new String[0] : slugs.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "alatau, alatau, 0, true",
        "alatau, ala, 0, true",
        "alatau, altau, 0, false",
        "alatau, altau, 1, true",
        "alatau, altaau, 1, true",
        "alatau, olotau, 1, false",
        "alatau, olotau, 2, true",
        "al, alatau, 2, false"
    })
    void errorsAreCountedAgainstTheBeginning(String name, String typed, int errors, boolean expected) {
        assertThat(TypingErrors.startsWith(name, typed, errors)).isEqualTo(expected);
    }

    @Test
    void shortWordsAllowNoErrors() {
        assertThat(List.of(
                        TypingErrors.allowed("tau"),
                        TypingErrors.allowed("park"),
                        TypingErrors.allowed("alataus"),
                        TypingErrors.allowed("okjetpes")))
                .containsExactly(0, 1, 1, 2);
    }
}
