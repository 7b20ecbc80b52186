package io.kvartal;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The rules of docs/architecture.md that a machine can check; each has a sample that breaks it, see {@link HouseRulesTests}. */
final class HouseRules {
    private HouseRules() {}

    private static final DescribedPredicate<JavaClass> ONE_DOOR =
            DescribedPredicate.describe("the one door", type -> type.getName()
                    .matches("io[.]kvartal[.]platform[.](TenantTx|DatabaseConfiguration)([$].*)?"));

    private static final Set<String> CONNECTIONS = Set.of(
            "io.r2dbc.spi.ConnectionFactory",
            "io.r2dbc.pool.ConnectionPool",
            "org.springframework.transaction.reactive.TransactionalOperator");

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

    /** A repository gets its DatabaseClient as a parameter, from the transaction; no bean holds one, and nobody else has a connection at all. */
    private static ArchRule onlyTheDoorHoldsAConnection() {
        return noClasses()
                .that(are(DescribedPredicate.not(ONE_DOOR)))
                .should(new ArchCondition<JavaClass>("hold a database client or a connection") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getFields().stream()
                                .filter(field ->
                                        CONNECTIONS.contains(field.getRawType().getName())
                                                || (type.isMetaAnnotatedWith(Component.class)
                                                        && field.getRawType().isEquivalentTo(DatabaseClient.class)))
                                .forEach(field -> events.add(SimpleConditionEvent.satisfied(
                                        field, field.getFullName() + " holds a way to the database")));
                    }
                })
                .because("isolation, shielding and time limits live in TenantTx (docs/adr/0002, 0003)");
    }

    /** The demo is a program of its own that runs before the first visitor: it may wait for itself. */
    private static ArchRule nobodyBlocks() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.kvartal.demo..")
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
                .resideInAnyPackage("io.kvartal.shared", "io.kvartal.verdict", "sample.rules.domain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "io.r2dbc..", "org.springframework.r2dbc..")
                .because("what decides is plain Java");
    }

    private static ArchRule namesSayWhatThingsAre() {
        return classes()
                .that()
                // the one profession of the trade that is called so
                .doNotHaveSimpleName("AccountManager")
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
