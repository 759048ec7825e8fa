package io.aiops4j.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Actions or probes that follow from properties, or from beans of other types. They are put in behind the application's own beans:
 * what a property asks for although a bean has its name is a contradiction, and what follows from a bean alone gives way.
 */
final class Wanted<T> {

    private record Each<T>(@Nullable String property, T what) {}

    private final Map<String, Each<T>> byName = new LinkedHashMap<>();

    /** What a property asks for under a name. */
    void put(String property, String name, T what) {
        if (byName.putIfAbsent(name, new Each<>(property, what)) != null) {
            throw taken(property, name, "another property");
        }
    }

    /** What no property asks for, because a bean says it already. */
    void offer(String name, T what) {
        byName.putIfAbsent(name, new Each<>(null, what));
    }

    /** Hands over what is wanted, unless something else has its name: names, with who has them, grow meanwhile. */
    void addTo(Map<String, String> names, BiConsumer<String, T> to) {
        byName.forEach((name, each) -> {
            String property = each.property();
            String other = names.putIfAbsent(name, property == null ? "another bean" : "the property " + property);
            if (other == null) {
                to.accept(name, each.what());
            } else if (property != null) {
                throw taken(property, name, other);
            }
        });
    }

    private static AiopsPropertyException taken(String property, String name, String other) {
        return AiopsPropertyException.of(
                property,
                "There is '" + name + "' already, by " + other + ".",
                "Leave one of the two out, or rename one where it can have another name.");
    }
}
