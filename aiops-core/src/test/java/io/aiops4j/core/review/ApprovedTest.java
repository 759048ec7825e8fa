package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The type is ergonomics and the append is the lock; still nobody should get one by accident. */
final class ApprovedTest {

    private static List<Class<?>> classesOfTheJar() throws Exception {
        Path root = Path.of(Approved.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = root.relativize(file).toString();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    String type = name.substring(0, name.length() - ".class".length())
                            .replace(file.getFileSystem().getSeparator(), ".");
                    classes.add(Class.forName(type, false, Approved.class.getClassLoader()));
                }
            }
        }
        return classes;
    }

    private static boolean isOpen(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }

    private static boolean yields(Type type) {
        return type.getTypeName().contains(Approved.class.getName())
                && !type.getTypeName().contains(NotApprovedException.class.getName());
    }

    @Test
    void nothing_public_yields_one_except_the_review() throws Exception {
        Set<String> sources = new TreeSet<>();
        List<Class<?>> classes = classesOfTheJar();
        assertThat(classes).hasSizeGreaterThan(50).contains(Approved.class, ReviewQueue.class);
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                if (isOpen(method) && Modifier.isPublic(type.getModifiers()) && yields(method.getGenericReturnType())) {
                    sources.add(type.getSimpleName() + "." + method.getName());
                }
            }
            for (Field field : type.getDeclaredFields()) {
                if (isOpen(field) && yields(field.getGenericType())) {
                    sources.add(type.getSimpleName() + "." + field.getName());
                }
            }
        }
        // Runbooks hands on what the queue gives
        assertThat(sources).containsExactly("ReviewQueue.approved", "Runbooks.approved");
    }

    @Test
    void it_cannot_be_made_subclassed_or_deserialised() {
        assertThat(Modifier.isFinal(Approved.class.getModifiers())).isTrue();
        assertThat(Approved.class.isRecord()).isFalse();
        assertThat(Approved.class.getInterfaces()).isEmpty();
        assertThat(Serializable.class.isAssignableFrom(Approved.class)).isFalse();
        assertThat(Cloneable.class.isAssignableFrom(Approved.class)).isFalse();
        for (Constructor<?> constructor : Approved.class.getDeclaredConstructors()) {
            assertThat(isOpen(constructor)).isFalse();
        }
        assertThat(Approved.class.getDeclaredFields())
                .allMatch(field -> Modifier.isPrivate(field.getModifiers()) && Modifier.isFinal(field.getModifiers()));
    }

    @Test
    void no_static_method_anywhere_gives_one_out() throws Exception {
        for (Class<?> type : classesOfTheJar()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isStatic(method.getModifiers()) && isOpen(method)) {
                    assertThat(yields(method.getGenericReturnType()))
                            .as(method.toString())
                            .isFalse();
                }
            }
            boolean annotated = Stream.<Executable>concat(
                            Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                    .anyMatch(e -> Arrays.stream(e.getAnnotations())
                            .anyMatch(a -> a.annotationType().getSimpleName().equals("JsonCreator")));
            assertThat(annotated).as(type.getName()).isFalse();
        }
    }
}
