package io.aiops4j.spring;

import io.aiops4j.AiopsBuilder;

/**
 * A bean of this type has the last word on how the application's {@code Aiops} is put together. Few applications need one:
 * beans of the library's own types are picked up by themselves.
 *
 * <pre>{@code
 * @Bean
 * Action restart(Operations ops) {                       // what runbooks can do
 *     return Action.named("restart_service").parameter("service").idempotent()
 *             .run(step -> ops.restart(step.text("service")));
 * }
 *
 * @Bean
 * StateProbe pool(HikariDataSource db) {                 // a part of the state, under the bean's name
 *     return target -> Map.of("pool.active", db.getHikariPoolMXBean().getActiveConnections());
 * }
 *
 * @Bean("cache_cold")
 * Verifier warm() {                                      // for incidents of this type
 *     return Verifier.holding("cache.hit_percent >= 80");
 * }
 *
 * @Bean
 * PatternLibrary onlyOurPatterns(List<AlertPattern> ours) {
 *     return PatternLibrary.of(ours);
 * }
 * }</pre>
 *
 * <p>Picked up are {@code Action}, {@code StateProbe}, {@code Verifier}, {@code Notifier}, {@code Sensor}, {@code AiopsListener},
 * {@code Action.Around}, {@code AlertPattern}, {@code ConnectionPool} and {@code SwitchableDataSource}, each as many as there are; one {@code Stores}, one
 * {@code Authority}, one {@code Services}; and a {@code ChatModel} and a {@code Clock} when there
 * is exactly one of it or one is primary. A probe is known by the name of its bean, and a verifier decides for incidents of the type
 * that is the name of its bean. {@code AlertPattern} beans are added to the
 * built-in ones; inject the {@code PatternLibrary} to put more in at run time, or give one of your own. Give {@code Stores}
 * and {@code Authority} as beans and not here, so that what is logged at start about memory and key is true.
 *
 * <p>Customizers are called in their order while the context starts, by one thread.
 */
@FunctionalInterface
public interface AiopsBuilderCustomizer {

    /** Changes the builder, which knows all beans by now; it is built after the last customizer. */
    void customize(AiopsBuilder builder);
}
