package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.verify.Probes;
import io.aiops4j.core.verify.StateProbe;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What can be done to data sources and their pools, and what is seen of them. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnClass(DataSource.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsPoolsAutoConfiguration {

    private static final String POOLS = "aiops.actions.connection-pools";
    private static final String QUERIES = "aiops.actions.terminate-queries";

    /** The pools of HikariCP among the data sources; apart, because an application may do without it. */
    @Bean
    @ConditionalOnClass(name = "com.zaxxer.hikari.HikariDataSource")
    @ConditionalOnBooleanProperty(POOLS)
    BeanPools aiopsHikariPools(ConfigurableListableBeanFactory beans) {
        return BeanPools.ofHikari(beansOf(DataSource.class, beans));
    }

    @Bean
    Wanted<Action> aiopsWantedPoolActions(
            AiopsProperties properties,
            ObjectProvider<BeanPools> hikari,
            ObjectProvider<ConnectionPool> others,
            ObjectProvider<DataSource> dataSources,
            ConfigurableListableBeanFactory beans) {
        Wanted<Action> actions = new Wanted<>();
        boolean asked = properties.actions().connectionPools();
        List<ConnectionPool> pools = BeanPools.all(hikari, others);
        if (!pools.isEmpty()) {
            Action reset = AiopsPropertyException.checked(
                    POOLS,
                    "Give the ConnectionPool bean another name.",
                    () -> Actions.resetConnectionPool(pools.toArray(ConnectionPool[]::new)));
            String name = reset.signature().name();
            if (asked) {
                actions.put(POOLS, name, reset);
            } else {
                actions.offer(name, reset);
            }
        } else if (asked) {
            throw AiopsPropertyException.of(
                    POOLS,
                    "There is neither a DataSource bean of HikariCP nor a ConnectionPool bean.",
                    "Give one, with com.zaxxer:HikariCP on the class path, or leave the property out.");
        }
        SwitchableDataSource[] switchable =
                beansOf(SwitchableDataSource.class, beans).values().toArray(SwitchableDataSource[]::new);
        if (switchable.length > 0) {
            Action action = Actions.switchDataSource(switchable);
            actions.offer(action.signature().name(), action);
        }
        if (properties.actions().terminateQueries()) {
            DataSource dataSource = dataSources.getIfUnique();
            if (dataSource == null) {
                throw AiopsPropertyException.of(
                        QUERIES,
                        "There is no DataSource bean, or there are several of which none is primary.",
                        "Mark one @Primary, or give a bean of the type Action: Actions.terminateQueries(dataSource)");
            }
            Action action = Actions.terminateQueries(dataSource);
            actions.put(QUERIES, action.signature().name(), action);
        }
        return actions;
    }

    @Bean
    Wanted<StateProbe> aiopsWantedPoolProbes(
            ObjectProvider<BeanPools> hikari,
            ObjectProvider<ConnectionPool> others,
            ConfigurableListableBeanFactory beans) {
        Wanted<StateProbe> probes = new Wanted<>();
        for (ConnectionPool pool : BeanPools.all(hikari, others)) {
            InstanceProbe probe = InstanceProbe.of(pool.name(), Probes.pool(pool));
            probes.offer("pool/" + probe.name(), probe);
        }
        Map<String, SwitchableDataSource> switchable = beansOf(SwitchableDataSource.class, beans);
        switchable.values().forEach(each -> {
            InstanceProbe probe = InstanceProbe.of(each.name(), Probes.dataSource(each));
            if (switchable.size() == 1) {
                probes.offer("datasource", Probes.dataSource(each)); // the value that the effect of the switch names
            } else {
                probes.offer("datasource/" + probe.name(), probe);
            }
        });
        return probes;
    }

    // those too that are not injected where nobody asks for them by name, as second data sources often are
    private static <T> Map<String, T> beansOf(Class<T> type, ConfigurableListableBeanFactory beans) {
        return SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans, type, false, true);
    }
}
