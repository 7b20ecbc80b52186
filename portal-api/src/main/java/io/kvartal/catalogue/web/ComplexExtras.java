package io.kvartal.catalogue.web;

import io.kvartal.catalogue.content.FactCode;
import io.kvartal.catalogue.content.Presentation;
import io.kvartal.platform.web.Ui;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** What people have written of a complex because no feed carries it, in words. */
public record ComplexExtras(Ui ui, Presentation content) {
    public List<FactCode> facts(FactCode.Place place) {
        return Arrays.stream(FactCode.values())
                .filter(code -> code.place() == place && content.facts().containsKey(code))
                .toList();
    }

    /** {@code 3 м}, {@code есть}, {@code монолит}. */
    public String fact(FactCode code) {
        var value = content.facts().getOrDefault(code, "");
        return switch (code.kind()) {
            case YES -> ui.t("catalogue.fact.value." + value);
            case CHOICE -> ui.t("catalogue.fact." + code.key() + "." + value);
            case NUMBER -> ui.t("catalogue.fact." + code.key() + ".value", ui.number(new BigDecimal(value)));
        };
    }

    /** Name of the phase that a building belongs to. */
    public String phase(String building) {
        return content.phases().stream()
                .filter(phase -> phase.buildings().contains(building))
                .map(Presentation.Phase::name)
                .findFirst()
                .orElse("—");
    }

    public long sections(String building) {
        return content.sections().stream()
                .filter(section -> section.building().equals(building))
                .count();
    }
}
