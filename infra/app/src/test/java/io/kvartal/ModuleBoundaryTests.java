package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** The contexts keep to their contracts, across the jars. */
class ModuleBoundaryTests {
    /** The direction of Maven's modules: a context uses what stands to its right, never what stands to its left. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("demo"),
            List.of("organisation", "cabinet", "portfolio", "report"),
            List.of("desk", "callback", "review", "dispute", "survey"),
            List.of(
                    "catalogue",
                    "search",
                    "mortgage",
                    "visitor",
                    "number",
                    "call",
                    "lead",
                    "selection",
                    "alert",
                    "affordability"),
            List.of("contract", "verdict", "billing", "fixation"),
            List.of("shared", "platform"));

    private final ApplicationModules modules = ApplicationModules.of(Kvartal.class);

    @Test
    void noContextReachesIntoAnothersInside() {
        modules.verify();
    }

    @Test
    void everyContextHasItsPlaceInTheDirectionOfDependencies() {
        var known = LAYERS.stream().flatMap(List::stream).toList();
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void dependenciesPointDownOnly() {
        for (var module : modules) {
            module.getDirectDependencies(modules).uniqueModules().forEach(used -> assertThat(
                            layer(used.getIdentifier().toString()))
                    .as("%s uses %s", module.getIdentifier(), used.getIdentifier())
                    .isGreaterThanOrEqualTo(layer(module.getIdentifier().toString())));
        }
    }

    @Test
    void aBrokenBoundaryIsSeen() {
        var broken = ApplicationModules.of("sample.boundary", (ImportOption) location -> true);
        assertThatThrownBy(broken::verify).isInstanceOf(Violations.class);
    }

    private static int layer(String module) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(module)) {
                return i;
            }
        }
        throw new AssertionError("no layer for " + module);
    }
}
