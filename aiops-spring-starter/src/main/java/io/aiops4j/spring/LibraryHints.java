package io.aiops4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep of the library: its records, which are written and read as JSON, and the files in its jars. It is asked
 * when the image is made, and looks for them then.
 */
final class LibraryHints implements RuntimeHintsRegistrar {

    private static final String BASE = "io.aiops4j";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources().registerPattern("io/aiops4j/**");
        BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
        ClassPathScanningCandidateComponentProvider scan = new Records();
        scan.setResourceLoader(new DefaultResourceLoader(loader));
        scan.addIncludeFilter(new AssignableTypeFilter(Record.class));
        for (BeanDefinition each : scan.findCandidateComponents(BASE)) {
            keep(String.valueOf(each.getBeanClassName()), binding, hints, loader);
        }
    }

    private static void keep(
            String name, BindingReflectionHintsRegistrar binding, RuntimeHints hints, @Nullable ClassLoader loader) {
        try {
            binding.registerReflectionHints(hints.reflection(), ClassUtils.resolveClassName(name, loader));
        } catch (LinkageError | IllegalStateException partOfWhatIsNotThere) {
            // it has to do with a library that the application does not use, and is not written as JSON
        }
    }

    /** Also those that are nested in other types, and such as are seen in their package alone. */
    private static final class Records extends ClassPathScanningCandidateComponentProvider {

        Records() {
            super(false);
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
        }
    }
}
