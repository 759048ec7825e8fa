package io.aiops4j.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each call of this method of a bean is recorded, as by {@code Aiops.record}: when, how long, and what it threw; with the state before
 * and after, where probes are named. Value and exception are the method's own.
 *
 * <pre>{@code
 * @RecordExecution(value = "nightly-import", service = "shop", probes = "disk")
 * void importAll() { ... }
 * }</pre>
 *
 * <p>As with all proxies, calls from within the same bean are not seen, nor are private and final methods. A method that returns a
 * future is recorded until it returns.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RecordExecution {

    /** The name that it is recorded under; class and method when nothing is said. */
    String value() default "";

    /** The service that it acts on; the name that it is recorded under when nothing is said. */
    String service() default "";

    /**
     * The {@code StateProbe} beans that read the state before and after, by the names of the beans; {@code *} for all. The caller waits
     * for them, two seconds at most each time.
     */
    String[] probes() default {};
}
