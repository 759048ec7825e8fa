package io.aiops4j.spring;

import io.aiops4j.core.Risk;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * A method of a bean that runbooks can call, as an {@code Action} bean would be. Its parameters are those of the action; a
 * {@code StepContext} among them tells of the run. What it returns is the output of the step.
 *
 * <pre>{@code
 * @AiopsAction(name = "set_heap", idempotent = true, effects = "heap.limit = ${mb}")
 * void setHeap(String service, int mb) { ... }
 *
 * @AiopsAction(name = "restart_service", idempotent = true, parameters = "service")
 * void restart(StepContext step) { ops.restart(step.text("service")); }
 * }</pre>
 *
 * <p>Texts, numbers, {@code boolean} and enums can be parameters. The bean is made when the action is first run, if it was not made
 * before; the method is called on the bean, and so through its proxies.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface AiopsAction {

    /** The action's name; the method's when nothing is said. */
    String name() default "";

    /** Texts that the action takes beside the parameters of the method, for {@code StepContext.text}. */
    String[] parameters() default {};

    /** How much can go wrong. */
    Risk risk() default Risk.MEDIUM;

    /** Doing it twice is the same as doing it once, so a failed attempt may be repeated. */
    boolean idempotent() default false;

    /** What it did can be undone by another step. */
    boolean reversible() default false;

    /** What it does to the state, such as {@code heap.limit = ${mb}}, in the order in which it happens. */
    String[] effects() default {};
}
