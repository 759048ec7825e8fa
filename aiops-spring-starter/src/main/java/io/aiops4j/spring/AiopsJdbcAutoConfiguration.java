package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.stores.Stores;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * Everything is kept in the application's database, where it has one. One that an action may switch is none: the record of what was
 * allowed must not change while something runs.
 */
@AutoConfiguration(
        before = AiopsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration" // before Boot 4
        })
@ConditionalOnClass(DataSource.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.jdbc.enabled"},
        matchIfMissing = true)
@ConditionalOnMissingBean({Aiops.class, Stores.class, SwitchableDataSource.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsJdbcAutoConfiguration {

    /** Behind Flyway, Liquibase and scripts, which may make the tables. Aiops closes it. */
    @Bean(destroyMethod = "")
    @DependsOnDatabaseInitialization
    Stores aiopsStores(AiopsProperties properties, DataSource dataSource) {
        return properties.jdbc().toStores(dataSource);
    }
}
