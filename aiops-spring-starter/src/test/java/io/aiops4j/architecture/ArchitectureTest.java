package io.aiops4j.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.aiops4j.architecture.Library.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.aiops4j.Aiops;
import io.aiops4j.AiopsBuilder;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The design's edges and orders. There is no list of exemptions, and there will be none. */
class ArchitectureTest {

    /** A package imports only from those before it. */
    private static final List<String> ORDER = List.of(
            "io.aiops4j.core",
            "io.aiops4j.core.document",
            "io.aiops4j.core.signal",
            "io.aiops4j.core.regex",
            "io.aiops4j.core.match",
            "io.aiops4j.core.redact",
            "io.aiops4j.core.store",
            "io.aiops4j.core.journal",
            "io.aiops4j.core.incident",
            "io.aiops4j.core.service",
            "io.aiops4j.core.http",
            "io.aiops4j.core.pool",
            "io.aiops4j.core.verify",
            "io.aiops4j.core.review",
            "io.aiops4j.core.runbook",
            "io.aiops4j.core.execution",
            "io.aiops4j.core.notify",
            "io.aiops4j.core.run",
            "io.aiops4j.core.run.action",
            "io.aiops4j.core.stores",
            "io.aiops4j.core.jdbc",
            "io.aiops4j.detect",
            "io.aiops4j.detect.eval",
            "io.aiops4j.learning.json",
            "io.aiops4j.learning.llm",
            "io.aiops4j.learning.knowledge",
            "io.aiops4j.learning.confidence",
            "io.aiops4j.learning.analyze",
            "io.aiops4j.learning.improve",
            "io.aiops4j.learning.success",
            "io.aiops4j.learning.decide",
            "io.aiops4j.learning.loop",
            "io.aiops4j",
            "io.aiops4j.spring",
            "io.aiops4j.spring.web");

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        Set<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(new TreeSet<>(ORDER));
    }

    @Test
    void a_package_imports_only_from_those_before_it() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later));
        }
    }

    @Test
    void packages_are_free_of_cycles() {
        check(slices().matching("(io.aiops4j..)").should().beFreeOfCycles());
    }

    @Test
    void the_gate_imports_core_and_journal_only() {
        check(classes()
                .that()
                .resideInAPackage("io.aiops4j.core.review")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.aiops4j.core.review",
                        "io.aiops4j.core.journal",
                        "io.aiops4j.core",
                        "java..",
                        "org.jspecify.."));
    }

    @Test
    void detection_and_learning_do_not_know_each_other() {
        check(noClasses()
                .that()
                .resideInAPackage("io.aiops4j.detect..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.aiops4j.learning..", "io.aiops4j")));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.aiops4j.learning..", "io.aiops4j")
                .should()
                .dependOnClassesThat(resideInAPackage("io.aiops4j.detect..")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "org.springframework.. | io.aiops4j.spring..",
                "com.google.re2j.. | io.aiops4j.core.regex",
                "smile.. | io.aiops4j.learning.confidence, io.aiops4j.detect",
                "dev.langchain4j.. | io.aiops4j.learning.llm, io.aiops4j.learning.analyze, io.aiops4j.learning.improve, io.aiops4j, io.aiops4j.spring",
                "tools.jackson.. | io.aiops4j.core.document, io.aiops4j.core.journal, io.aiops4j.core.runbook, io.aiops4j.core.store, io.aiops4j.core.run, io.aiops4j.core.notify, io.aiops4j.core.run.action, io.aiops4j.learning.knowledge, io.aiops4j.learning.llm",
                "org.springframework.web.. | io.aiops4j.spring.web",
                "org.springframework.security.. | io.aiops4j.spring.web",
                "jakarta.servlet.. | io.aiops4j.spring.web",
                "io.micrometer.. | io.aiops4j.spring",
                "java.nio.file.. | io.aiops4j.core.service, io.aiops4j.core.verify, io.aiops4j.core.run.action, io.aiops4j.core.runbook, io.aiops4j.core.execution, io.aiops4j.core.stores, io.aiops4j, io.aiops4j.spring",
                "java.sql.. | io.aiops4j.core.jdbc, io.aiops4j.core.pool, io.aiops4j.core.run.action, io.aiops4j.spring",
                "javax.sql.. | io.aiops4j.core.jdbc, io.aiops4j.core.pool, io.aiops4j.core.run.action, io.aiops4j.spring",
                "com.zaxxer.hikari.. | io.aiops4j.core.pool",
                "java.net.http.. | io.aiops4j.core.http",
                "ch.qos.logback.. | io.aiops4j.spring",
                "org.apache.logging.log4j.. | io.aiops4j.spring"
            })
    void what_is_foreign_is_touched_where_it_belongs(String rule) {
        String[] parts = rule.split(" \\| ");
        check(noClasses()
                .that()
                .resideOutsideOfPackages(parts[1].split(", "))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(parts[0]));
    }

    @Test
    void only_the_runner_calls_handlers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.aiops4j.core.run")
                .should()
                .callMethod(Action.Handler.class, "run", io.aiops4j.core.run.StepContext.class));
    }

    @Test
    void only_the_gate_makes_what_is_approved() {
        JavaClass approved = CLASSES.get(Approved.class);
        assertThat(approved.getConstructorCallsToSelf())
                .extracting(call -> call.getOriginOwner().getFullName())
                .containsOnly("io.aiops4j.core.review.Gate");
        assertThat(approved.getConstructorReferencesToSelf()).isEmpty();
        assertThat(CLASSES.stream().filter(type -> type.isAssignableTo(Approved.class)))
                .containsExactly(approved);
    }

    @Test
    void nothing_tells_a_codec_how_to_make_something_approved() {
        JavaClass approved = CLASSES.get(Approved.class);
        assertThat(approved.isAssignableTo(Serializable.class)).isFalse();
        assertThat(Stream.of(
                                Stream.of(approved),
                                approved.getConstructors().stream(),
                                approved.getMethods().stream(),
                                approved.getFields().stream())
                        .flatMap(each -> each)
                        .flatMap(each -> each.getAnnotations().stream())
                        .map(annotation -> annotation.getRawType().getPackageName()))
                .noneMatch(name -> name.contains("jackson"));
        assertThat(Arrays.stream(Approved.class.getDeclaredConstructors()).map(made -> made.getModifiers()))
                .containsExactly(0);
    }

    @Test
    void nothing_public_yields_something_approved_except_the_review() {
        assertThat(Modifier.isFinal(Approved.class.getModifiers())).isTrue();
        assertThat(Approved.class.getConstructors()).isEmpty();
        List<String> yielding = CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> method.getOwner().getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> method.getReturnType().toErasure().isEquivalentTo(Approved.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(yielding)
                .allMatch(name -> name.startsWith("io.aiops4j.core.review.ReviewQueue.approved(")
                        || name.startsWith("io.aiops4j.core.runbook.Runbooks.approved("))
                .hasSize(3);
    }

    @Test
    void the_library_prints_nothing() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void no_backtracking_engine_sees_any_text() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.regex"));
        for (String method : List.of("matches", "split", "replaceAll", "replaceFirst")) {
            check(noClasses().should().callMethodWhere(new CallOf(String.class, method)));
        }
    }

    @Test
    void clocks_and_randomness_are_injected() {
        for (Class<?> time :
                List.of(java.time.Instant.class, java.time.LocalDateTime.class, java.time.ZonedDateTime.class)) {
            check(noClasses().should().callMethodWhere(new CallOf(time, "now")));
        }
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(java.util.UUID.class, "randomUUID"));
        check(noClasses().should().callMethod(Math.class, "random"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .andShould()
                .resideOutsideOfPackages("io.aiops4j.core.stores", "io.aiops4j.core.jdbc"));
    }

    @Test
    void what_is_proposed_and_approved_is_never_rewritten() {
        check(noClasses()
                .that()
                .resideInAPackage("io.aiops4j.core.review")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.aiops4j.core.redact"));
    }

    @Test
    void the_host_gets_no_shutdown_hook_and_no_exit() {
        check(noClasses().should().callMethod(Runtime.class, "addShutdownHook", Thread.class));
        check(noClasses().should().callMethod(System.class, "exit", int.class));
    }

    @Test
    void no_folder_for_odds_and_ends() {
        check(noClasses().should().haveSimpleNameEndingWith("Impl"));
        check(noClasses().should().haveSimpleNameEndingWith("Util"));
        check(noClasses().should().haveSimpleNameEndingWith("Utils"));
        check(noClasses().should().haveSimpleNameEndingWith("Manager"));
        check(noClasses().should().haveSimpleNameEndingWith("Helper"));
    }

    @Test
    void a_newcomer_finds_at_most_170_public_types() {
        List<JavaClass> types = CLASSES.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        System.out.println(types.size() + " public types in the library");
        assertThat(types).hasSizeLessThanOrEqualTo(170);
    }

    @Test
    void the_front_door_is_narrow() {
        assertThat(publicMethods(Aiops.class)).hasSizeLessThanOrEqualTo(18);
        assertThat(publicMethods(AiopsBuilder.class)).hasSizeLessThanOrEqualTo(18);
    }

    private static List<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .toList();
    }

    @Test
    void an_spi_asks_for_at_most_five_methods() {
        Stream.of(
                        Journal.class,
                        Leases.class,
                        RecordStore.class,
                        RecordCodec.class,
                        Stores.class,
                        ChangeKind.class,
                        Services.class)
                .forEach(spi -> assertThat(Arrays.stream(spi.getDeclaredMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers())))
                        .as(spi.getSimpleName())
                        .hasSizeBetween(2, 5));
    }

    @Test
    void files_are_small() {
        assertThat(Sources.all())
                .allSatisfy(source -> assertThat(Sources.lines(source)).isLessThan(350));
    }
}
