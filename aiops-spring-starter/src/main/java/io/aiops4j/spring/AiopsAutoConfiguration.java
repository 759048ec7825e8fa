package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsBuilder;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.Verifier;
import io.aiops4j.spring.AiopsAnnotationsAutoConfiguration.AnnotatedActions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** The application's {@link Aiops}, unless it has one of its own. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AiopsAutoConfiguration.class);

    // the first Java that has virtual threads
    private static final int VIRTUAL = 21;

    @Bean(destroyMethod = "close")
    Aiops aiops(
            AiopsProperties properties,
            ObjectProvider<Stores> stores,
            ObjectProvider<Authority> authorities,
            ObjectProvider<Clock> clocks,
            ObjectProvider<DataSource> dataSources,
            Environment environment,
            ObjectProvider<AiopsBuilderCustomizer> customizers) {
        Authority authority = authorities.getIfAvailable(properties.authority()::toAuthority);
        AiopsBuilder builder = Aiops.builder().authority(authority);
        properties.applyTo(builder);
        if (Runtime.version().feature() >= VIRTUAL
                && environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)) {
            builder.threads(new VirtualThreadTaskExecutor("aiops-").getVirtualThreadFactory());
        }
        clocks.ifUnique(builder::clock);
        stores.ifAvailable(builder::stores);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        Aiops aiops = builder.build();
        if (stores.getIfAvailable() == null) {
            announceMemory(properties.jdbc().enabled()
                    && dataSources.stream().findAny().isPresent());
        }
        announceKey(authority.seal().isKeyed());
        return aiops;
    }

    private static void announceMemory(boolean undecided) {
        LOG.info(
                "AIOps for Java keeps everything in memory and forgets it when the application stops. {}",
                undecided
                        ? "No DataSource bean is the only or the @Primary one, or it can be switched: give a Stores bean."
                        : "A DataSource or a Stores bean keeps it elsewhere.");
    }

    private static void announceKey(boolean keyed) {
        if (!keyed) {
            LOG.warn("AIOps for Java has no key: whoever can write its store can approve. "
                    + "Set aiops.authority.key, for instance to what this prints: openssl rand -base64 32");
        }
    }

    @Bean
    Running aiopsRunning(ObjectProvider<Aiops> aiops, ApplicationContext context) {
        return new Running(aiops::getObject, context);
    }

    /** Injected wherever patterns are put in or taken out while the application runs. */
    @Bean
    @ConditionalOnMissingBean
    PatternLibrary aiopsPatterns(AiopsProperties properties, ObjectProvider<AlertPattern> patterns) {
        return properties.patterns().toLibrary().put(patterns.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    Redactor aiopsRedactor(AiopsProperties properties, ObjectProvider<Redactor.Rule> rules) {
        return rules.orderedStream().reduce(properties.redaction().toRedactor(), Redactor::with, (one, other) -> other);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE) // the application's own customizers have the last word
    AiopsBuilderCustomizer aiopsBeans(
            ObjectProvider<Action.Around> arounds,
            ObjectProvider<Map<String, Action>> actions,
            ObjectProvider<Wanted<Action>> wantedActions,
            ObjectProvider<Map<String, StateProbe>> probes,
            ObjectProvider<Wanted<StateProbe>> wantedProbes,
            ObjectProvider<Map<String, Verifier>> verifiers,
            ObjectProvider<Sensor> sensors,
            ObjectProvider<AiopsListener> listeners,
            ObjectProvider<AnnotatedActions> annotated,
            Running running,
            PatternLibrary patterns,
            Redactor redactor) {
        return builder -> {
            Map<String, String> names = new HashMap<>();
            actions.getIfAvailable(Map::of).forEach((bean, action) -> {
                builder.action(within(arounds, action));
                names.put(action.signature().name(), "the bean '" + bean + "'");
            });
            annotated
                    .orderedStream()
                    .forEach(methods -> methods.byMethod().forEach((method, action) -> {
                        builder.action(within(arounds, action));
                        names.put(action.signature().name(), method);
                    }));
            wantedActions
                    .orderedStream()
                    .forEach(each -> each.addTo(names, (name, action) -> builder.action(within(arounds, action))));
            Map<String, String> read = new HashMap<>();
            probes.getIfAvailable(Map::of).forEach((bean, probe) -> {
                builder.probe(bean, probe);
                read.put(bean, "the bean of that name");
            });
            wantedProbes.orderedStream().forEach(each -> each.addTo(read, builder::probe));
            verifiers.getIfAvailable(Map::of).forEach(builder::verifier);
            sensors.orderedStream().forEach(builder::sensor);
            listeners.orderedStream().forEach(builder::listener);
            builder.reach(target -> running.isRunning());
            builder.patterns(patterns);
            builder.redactor(redactor);
        };
    }

    private static Action within(ObjectProvider<Action.Around> arounds, Action action) {
        Action whole = action;
        for (Action.Around around : arounds.orderedStream().toList()) {
            whole = whole.around(around);
        }
        return whole;
    }
}
