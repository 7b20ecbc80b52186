package io.kvartal;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** The rules of docs/architecture.md that a machine can check; each has a sample that breaks it, see {@link HouseRulesTests}. */
final class HouseRules {
    private HouseRules() {}

    private static final DescribedPredicate<JavaClass> ONE_DOOR =
            DescribedPredicate.describe("the one door", type -> type.getName()
                    .matches("io[.]kvartal[.]platform[.](TenantTx|DatabaseConfiguration)([$].*)?"));

    /** Name of the rule → rule. */
    static Map<String, ArchRule> all() {
        return Map.of(
                "onlyTheDoorHoldsAConnection", onlyTheDoorHoldsAConnection(),
                "nobodyBlocks", nobodyBlocks(),
                "onlyTheSchedulerSubscribes", onlyTheSchedulerSubscribes(),
                "theClockIsInjected", theClockIsInjected(),
                "rulesKnowNoReactor", rulesKnowNoReactor(),
                "namesSayWhatThingsAre", namesSayWhatThingsAre(),
                "xmlAndHttpGoThroughTheGuards", xmlAndHttpGoThroughTheGuards());
    }

    /** A repository gets its DatabaseClient as a parameter, from the transaction; it never holds one. */
    private static ArchRule onlyTheDoorHoldsAConnection() {
        return noClasses()
                .that(are(DescribedPredicate.not(ONE_DOOR)))
                .should(
                        new com.tngtech.archunit.lang.ArchCondition<JavaClass>(
                                "hold a database client or a connection") {
                            @Override
                            public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                                type.getFields().stream()
                                        .filter(field -> !type.isRecord()
                                                || !field.getModifiers().isEmpty())
                                        .filter(field -> List.of(
                                                        "org.springframework.r2dbc.core.DatabaseClient",
                                                        "io.r2dbc.spi.ConnectionFactory",
                                                        "io.r2dbc.pool.ConnectionPool",
                                                        "org.springframework.transaction.reactive.TransactionalOperator")
                                                .contains(field.getRawType().getName()))
                                        .forEach(field ->
                                                events.add(com.tngtech.archunit.lang.SimpleConditionEvent.satisfied(
                                                        field, field.getFullName() + " holds a way to the database")));
                            }
                        })
                .because("isolation, shielding and time limits live in TenantTx (docs/adr/0002, 0003)");
    }

    private static ArchRule nobodyBlocks() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "of a publisher",
                        call -> call.getName().matches("block|blockFirst|blockLast|blockOptional")
                                && call.getTargetOwner().getPackageName().equals("reactor.core.publisher")))
                .because("an event loop that waits serves nobody");
    }

    private static ArchRule onlyTheSchedulerSubscribes() {
        return noClasses()
                .that(are(DescribedPredicate.not(DescribedPredicate.describe("the scheduler", type -> type.getName()
                        .matches("io[.]kvartal[.]platform[.](Jobs|TenantTx)([$].*)?")))))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "of a publisher",
                        call -> call.getName().matches("subscribe")
                                && call.getTargetOwner().getPackageName().equals("reactor.core.publisher")))
                .because("work that nobody waits for has no error, no tenant and no end; Job is its place");
    }

    private static ArchRule theClockIsInjected() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from the injected " + Clock.class.getSimpleName());
    }

    private static ArchRule rulesKnowNoReactor() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kvartal.shared", "io.kvartal.verdict", "io.kvartal.mortgage", "sample.rules.domain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "io.r2dbc..", "org.springframework.r2dbc..")
                .because("what decides is plain Java");
    }

    private static ArchRule namesSayWhatThingsAre() {
        return classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("DTO");
    }

    private static ArchRule xmlAndHttpGoThroughTheGuards() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("io.kvartal.platform.xml..", "io.kvartal.platform.http..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "javax\\.xml\\.stream\\.XMLInputFactory|java\\.net\\.http\\.HttpClient|java\\.net\\.URLConnection")
                .because("foreign XML and foreign addresses are read by SafeXml and SafeHttp only");
    }
}
