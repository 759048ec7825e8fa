package io.aiops4j.spring;

import java.lang.annotation.Annotation;
import org.springframework.core.annotation.AnnotationUtils;

/** The classes of the application itself: those of Spring and of this library are many, and have no annotation of ours. */
final class OwnClasses {

    private OwnClasses() {}

    /** Whether methods of this class may have such an annotation; reading all methods of all beans takes a part of a start. */
    static boolean mayHave(Class<?> type, Class<? extends Annotation> annotation) {
        String name = type.getName();
        return !name.startsWith("org.springframework.")
                && !name.startsWith("io.micrometer.")
                && !name.startsWith("org.apache.")
                && AnnotationUtils.isCandidateClass(type, annotation);
    }
}
