package io.reglament;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Autowired;

/** Rules that keep the house as design.md section 3 and the working agreement draw it. */
@AnalyzeClasses(packages = "io.reglament", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.reglament.crm..",
        "io.reglament.request..",
        "io.reglament.mail..",
        "io.reglament.signing..",
        "io.reglament.sla.."
    };

    @ArchTest
    static final ArchRule only_some_packages_know_the_engine = noClasses()
            .that(resideOutsideOfPackages(
                    "io.reglament.process..", "io.reglament.access..", "io.reglament.desk..", "io.reglament.analyst.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda.."))
            .because("a move to a fork of the engine must stay a change in four packages");

    @ArchTest
    static final ArchRule only_the_engine_set_up_knows_its_internals = noClasses()
            .that(resideOutsideOfPackages("io.reglament.process.engine.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda.bpm.engine.impl.."))
            .because("internals change without notice; one package names all that we use");

    @ArchTest
    static final ArchRule the_domain_knows_neither_engine_nor_web = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and()
            .haveSimpleNameNotEndingWith("Page")
            .and()
            .haveSimpleNameNotEndingWith("Controller")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.reglament.process..",
                    "io.reglament.access..",
                    "io.reglament.desk..",
                    "io.reglament.portal..",
                    "jakarta.servlet..")
            .because("the domain is what stays when the engine or the pages change");

    @ArchTest
    static final ArchRule nothing_depends_on_the_local_profile = noClasses()
            .that(resideOutsideOfPackages("io.reglament.local.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.reglament.local.."))
            .because("the packaged jar does not contain it");

    @ArchTest
    static final ArchRule only_mail_carries_mail = noClasses()
            .that(resideOutsideOfPackages("io.reglament.mail..", "io.reglament.local.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.springframework.mail..", "org.eclipse.angus..")
            .because("nothing else may send mail: a transaction never waits for SMTP");

    @ArchTest
    static final ArchRule delegates_are_thin = classes()
            .that()
            .implement(JavaDelegate.class)
            .should()
            .haveSimpleNameEndingWith("Delegate")
            .andShould()
            .resideInAPackage("io.reglament.process..")
            .andShould()
            .bePackagePrivate()
            .allowEmptyShould(true)
            .because("a delegate translates between the model and one domain service, and the model names it");

    @ArchTest
    static final ArchRule delegates_do_not_drive_the_engine = noClasses()
            .that()
            .implement(JavaDelegate.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RuntimeService.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(TaskService.class)
            .allowEmptyShould(true)
            .because("what happens next is drawn in the model, not decided in a delegate");

    @ArchTest
    static final ArchRule no_field_injection = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("a constructor shows what a class needs and lets a test give it");

    @ArchTest
    static final ArchRule no_printing = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("operators read the log, with its levels and times");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethodWhere(target(name("now"))
                    .and(target(owner(DescribedPredicate.describe("a type of java.time", ArchitectureTest::isTime))))
                    .and(DescribedPredicate.describe(
                            "without a clock",
                            call -> call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class)))))
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests move the engine's clock, and everything follows it");

    @ArchTest
    static final ArchRule the_domain_has_types = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(DOMAIN)
            .should(haveMapsOfObjects())
            .because("a map of objects tells neither what is in it nor what may be");

    private static boolean isTime(JavaClass type) {
        return Stream.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)
                .anyMatch(type::isEquivalentTo);
    }

    private static com.tngtech.archunit.lang.ArchCondition<JavaMethod> haveMapsOfObjects() {
        return new com.tngtech.archunit.lang.ArchCondition<>("take or return Map<String, Object>") {
            @Override
            public void check(JavaMethod method, com.tngtech.archunit.lang.ConditionEvents events) {
                java.lang.reflect.Method reflected = method.reflect();
                boolean found = Stream.concat(
                                Arrays.stream(reflected.getGenericParameterTypes()),
                                Stream.of(reflected.getGenericReturnType()))
                        .anyMatch(ArchitectureTest::isMapOfObjects);
                events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(method, found, method.getFullName()));
            }
        };
    }

    private static boolean isMapOfObjects(Type type) {
        return type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && map.getActualTypeArguments()[0] == String.class
                && map.getActualTypeArguments()[1] == Object.class;
    }
}
