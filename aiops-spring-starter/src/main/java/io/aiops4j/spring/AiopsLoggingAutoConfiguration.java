package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.learning.loop.Noticed;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the application logs is looked at, by whichever {@link Aiops} it has. */
@AutoConfiguration(after = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.logs.enabled"},
        matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
class AiopsLoggingAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "ch.qos.logback.classic.LoggerContext")
    static class Logback {

        @Bean
        LogTap aiopsLogbackTap() {
            return new LogbackTap();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.apache.logging.log4j.core.LoggerContext")
    static class Log4j {

        @Bean
        LogTap aiopsLog4jTap() {
            return new Log4jTap();
        }
    }

    // bound here, because an application with an Aiops of its own has no other property of ours
    @Bean(destroyMethod = "stop")
    @ConditionalOnBean(LogTap.class)
    @ConditionalOnMissingBean(name = "aiopsLogs")
    LogFeed aiopsLogs(
            Aiops aiops,
            Environment environment,
            ObjectProvider<LogTap> taps,
            @Qualifier("aiopsRecentLines") ObjectProvider<BiConsumer<LogLine, List<Noticed>>> lookers) {
        LogsProperties logs = Binder.get(environment).bindOrCreate("aiops.logs", LogsProperties.class);
        BiConsumer<LogLine, List<Noticed>> looker = lookers.getIfAvailable();
        return new LogFeed(
                looker == null ? aiops::observe : line -> looker.accept(line, aiops.observe(line)),
                logs.target(environment.getProperty("spring.application.name")),
                logs.level(),
                logs.room(),
                taps.orderedStream().toList());
    }

    /** How many lines nobody looked at, for whoever shows it. */
    @Bean
    LongSupplier aiopsLogsDropped(ObjectProvider<LogFeed> feeds) {
        return () -> feeds.stream().mapToLong(LogFeed::dropped).sum();
    }
}
