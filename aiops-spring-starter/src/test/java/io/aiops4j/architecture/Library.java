package io.aiops4j.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;

/** The classes of the four jars, without tests and test kits, and where their sources are. */
final class Library {

    static final List<String> MODULES = List.of("aiops-core", "aiops-detect", "aiops-learning", "aiops-spring-starter");

    private static final ImportOption NO_TESTS =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("io.aiops4j");

    private Library() {}

    /** The checkout: surefire runs in the module's folder. */
    static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
