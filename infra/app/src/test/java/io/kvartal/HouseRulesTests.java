package io.kvartal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds for the product, and every rule is seen failing on a class that breaks it. */
class HouseRulesTests {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kvartal");
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("sample.rules");

    @TestFactory
    Stream<DynamicTest> theProductKeepsTheRule() {
        return HouseRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> aClassThatBreaksTheRuleIsSeen() {
        return HouseRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> assertThat(violations(rule)).isTrue()));
    }

    private static boolean violations(Map.Entry<String, com.tngtech.archunit.lang.ArchRule> rule) {
        return rule.getValue().evaluate(SAMPLES).hasViolation();
    }
}
