package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Sensor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * The library over HTTP, in a servlet application. It contributes no {@code SecurityFilterChain}: one would make Boot's own back off, and
 * open other paths.
 */
@AutoConfiguration(afterName = "io.aiops4j.spring.AiopsAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "aiops.web.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
@EnableConfigurationProperties(WebProperties.class)
class AiopsWebAutoConfiguration {

    private static final String SECURITY = "org.springframework.security.core.context.SecurityContextHolder";

    // before the application's own mappings: one for all paths must not stand in front of it
    private static final int ORDER = -1;

    // before the routes, which may be under the page's own path
    private static final int PAGE_ORDER = -2;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = SECURITY)
    static class WithSecurity {

        @Bean
        Callers aiopsCallers() {
            return new SecurityCallers();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(SECURITY)
    static class WithoutSecurity {

        @Bean
        Callers aiopsCallers() {
            return Callers.unknown();
        }
    }

    /** Whoever looks at what is logged brings it here too, as that is no more than lines and what was found in them. */
    @Bean
    RecentLines aiopsRecentLines(
            WebProperties properties, ObjectProvider<Clock> clocks, ObjectProvider<Redactor> redactors) {
        return new RecentLines(
                properties.recentLines(),
                redactors.getIfUnique(Redactor::standard),
                clocks.getIfUnique(Clock::systemUTC));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.web.csrf.CsrfToken")
    static class WithTokens {

        @Bean
        ForgeryTokens aiopsForgeryTokens() {
            return new SecurityTokens();
        }
    }

    @Bean
    RestDoor aiopsRestDoor(
            Aiops aiops,
            WebProperties properties,
            Callers callers,
            ObjectProvider<Clock> clocks,
            ObjectProvider<Redactor> redactors,
            ObjectProvider<Sensor> sensors,
            RecentLines recent,
            @Qualifier("aiopsLogsDropped") ObjectProvider<LongSupplier> dropped,
            ObjectProvider<ForgeryTokens> tokens) {
        LogRoutes logs = new LogRoutes(recent, dropped.getIfAvailable(() -> () -> 0));
        Redactor redactor = redactors.getIfUnique(Redactor::standard);
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        return new RestDoor(
                routes(aiops, redactor, clock, properties, sensors, logs, tokens.getIfUnique(() -> () -> null)),
                properties,
                callers,
                new Allowance(properties.requestsPerMinute(), clock),
                new Problems(aiops.journal()),
                redactor);
    }

    private static List<Route> routes(
            Aiops aiops,
            Redactor redactor,
            Clock clock,
            WebProperties properties,
            ObjectProvider<Sensor> sensors,
            LogRoutes logs,
            ForgeryTokens tokens) {
        String path = properties.path();
        ReviewRoutes reviews = new ReviewRoutes(aiops, redactor);
        Waits waits = new Waits();
        KnownPatterns patterns = new KnownPatterns(aiops);
        return Stream.of(
                        reviews.routes(),
                        new EditRoutes(aiops, reviews).routes(),
                        new IncidentRoutes(aiops, redactor, path, waits).routes(),
                        new DecisionRoutes(aiops.journal(), redactor).routes(),
                        new FeedbackRoutes(aiops).routes(),
                        new ForgetRoutes(aiops).routes(),
                        new StartRoutes(aiops, clock, path).routes(),
                        new ExecutionRoutes(aiops, redactor).routes(),
                        new RunbookRoutes(aiops).routes(),
                        new PatternRoutes(aiops, patterns).routes(),
                        new PatternTrial(aiops, patterns, redactor).routes(),
                        new AnomalyRoutes(
                                        aiops.incidents(),
                                        sensors.orderedStream().toList(),
                                        redactor)
                                .routes(),
                        new LearningRoutes(aiops, redactor).routes(),
                        new ActionRoutes(aiops).routes(),
                        logs.routes(),
                        new DryRunRoutes(aiops, redactor).routes(),
                        new RunRoutes(aiops.runs(), aiops.reviews()).routes(),
                        new JournalRoutes(aiops.journal(), redactor).routes(),
                        new SignalRoutes(aiops, redactor, path, waits).routes(),
                        new SelfRoutes(properties, aiops.reviews(), tokens).routes())
                .flatMap(List::stream)
                .toList();
    }

    @Bean
    SimpleUrlHandlerMapping aiopsRestMapping(RestDoor door, WebProperties properties) {
        return new SimpleUrlHandlerMapping(Map.of(properties.path() + "/**", door), ORDER);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "aiops.web.page", matchIfMissing = true)
    SimpleUrlHandlerMapping aiopsPageMapping(WebProperties properties) {
        return new SimpleUrlHandlerMapping(new Page(properties).files(), PAGE_ORDER);
    }
}
