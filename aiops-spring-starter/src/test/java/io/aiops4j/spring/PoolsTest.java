package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.run.Action;
import java.sql.Connection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Data sources and pools that are beans, with real pools of HikariCP in front of a real H2. */
class PoolsTest {

    private static final String POOLS = "aiops.actions.connection-pools=true";
    private static final String QUERIES = "aiops.actions.terminate-queries=true";

    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    // what is kept stays out of data sources that are held, switched and reset
    private static ApplicationContextRunner runner() {
        return Contexts.runner().withPropertyValues("aiops.jdbc.enabled=false");
    }

    private static ApplicationContextRunner withAuthority() {
        return runner().withPropertyValues(OutOfMemory.AUTHORITY);
    }

    private static JdbcDataSource h2(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + name);
        return h2;
    }

    /** As Boot makes one: it starts when it is asked for the first connection. */
    private static HikariDataSource hikari(String name) {
        HikariDataSource hikari = new HikariDataSource();
        hikari.setDataSource(h2(name));
        hikari.setMaximumPoolSize(2);
        return hikari;
    }

    private ConnectionPool own() {
        return new ConnectionPool() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public State state() {
                return new State(1, 2, 0, 4);
            }

            @Override
            public void reset() {
                done.add("reset");
            }
        };
    }

    private static ApplicationContextRunner twoPools() {
        return withAuthority()
                .withBean("orders", HikariDataSource.class, () -> hikari("orders"), bean -> bean.setPrimary(true))
                // as a second data source is declared that is injected by its name alone
                .withBean(
                        "billing",
                        HikariDataSource.class,
                        () -> hikari("billing"),
                        bean -> ((org.springframework.beans.factory.support.AbstractBeanDefinition) bean)
                                .setDefaultCandidate(false))
                .withBean("plain", DataSource.class, () -> h2("plain"));
    }

    @Test
    void each_pool_of_hikari_is_reset_and_seen_under_the_name_of_its_bean() {
        twoPools().withPropertyValues(POOLS).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            HikariDataSource orders = context.getBean("orders", HikariDataSource.class);
            try (Connection connection = orders.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                ExecutionResult result = OneStep.whole(aiops, "reset_connection_pool", Map.of("pool", "orders"));
                assertThat(result.steps().get(0).output()).contains("1 active").contains("at most 2");
                assertThat(result.before().values())
                        .containsEntry("pool/orders.active", "1")
                        .containsEntry("pool/orders.used_percent", "50");
                assertThat(result.before().unknown()).containsOnlyKeys("pool/billing");
                assertThat(result.before().unknown().get("pool/billing")).contains("not started");
            }
            assertThat(OneStep.isKnown(aiops, "terminate_queries")).isFalse();
            assertThat(OneStep.isKnown(aiops, "switch_datasource")).isFalse();
        });
    }

    @Test
    void pools_are_left_alone_when_nothing_is_said() {
        twoPools()
                .run(context -> assertThat(OneStep.isKnown(context.getBean(Aiops.class), "reset_connection_pool"))
                        .isFalse());
    }

    @Test
    void a_pool_of_another_kind_is_a_bean_and_needs_no_property() {
        withAuthority().withBean(ConnectionPool.class, this::own).run(context -> {
            ExecutionResult result = OneStep.whole(context.getBean(Aiops.class), "reset_connection_pool", Map.of());
            assertThat(done).containsExactly("reset");
            assertThat(result.before().values()).containsEntry("pool/own.max", "4");
        });
    }

    @Test
    void an_application_without_hikari_works_and_one_that_wants_its_pools_is_told() {
        FilteredClassLoader without = new FilteredClassLoader("com.zaxxer.hikari");
        withAuthority()
                .withClassLoader(without)
                .withBean(ConnectionPool.class, this::own)
                .withPropertyValues(POOLS)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("aiopsHikariPools");
                    assertThat(OneStep.isKnown(context.getBean(Aiops.class), "reset_connection_pool"))
                            .isTrue();
                });
        runner().withClassLoader(without)
                .withPropertyValues(POOLS)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining("aiops.actions.connection-pools")
                        .hasMessageContaining("com.zaxxer:HikariCP"));
    }

    @Test
    void an_application_without_data_sources_works() {
        runner().withClassLoader(new FilteredClassLoader("javax.sql", "com.zaxxer.hikari"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(AiopsPoolsAutoConfiguration.class);
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(aiops.incidents().open()).hasSize(1);
                });
    }

    private static SwitchableDataSource switchable(String name) {
        return SwitchableDataSource.of(name, "primary", h2(name + "1")).or("standby", h2(name + "2"));
    }

    @Test
    void a_data_source_that_can_be_switched_is_an_action_and_its_effect_is_seen() {
        withAuthority()
                .withBean(SwitchableDataSource.class, () -> switchable("orders"))
                .run(context -> {
                    ExecutionResult result =
                            OneStep.whole(context.getBean(Aiops.class), "switch_datasource", Map.of("to", "standby"));
                    assertThat(result.steps().get(0).status())
                            .as(result.steps().get(0).error())
                            .isEqualTo(StepResult.Status.DONE);
                    assertThat(context.getBean(SwitchableDataSource.class).active())
                            .isEqualTo("standby");
                    assertThat(result.before().values()).containsEntry("datasource.active", "primary");
                    assertThat(result.after().values()).containsEntry("datasource.active", "standby");
                });
    }

    @Test
    void of_several_each_is_seen_under_its_name() {
        withAuthority()
                .withBean("orders", SwitchableDataSource.class, () -> switchable("orders"))
                .withBean("billing", SwitchableDataSource.class, () -> switchable("billing"))
                .run(context -> assertThat(OneStep.whole(
                                        context.getBean(Aiops.class),
                                        "switch_datasource",
                                        Map.of("datasource", "billing", "to", "standby"))
                                .after()
                                .values())
                        .containsEntry("datasource/orders.active", "primary")
                        .containsEntry("datasource/billing.active", "standby"));
    }

    @Test
    void what_follows_from_a_bean_alone_gives_way_to_an_action_that_is_one() {
        withAuthority()
                .withBean(SwitchableDataSource.class, () -> switchable("orders"))
                .withBean(ConnectionPool.class, this::own)
                .withBean(
                        "ourSwitch",
                        Action.class,
                        () -> Action.named("switch_datasource").run(step -> done.add("ours")))
                .withBean(
                        "ourReset",
                        Action.class,
                        () -> Action.named("reset_connection_pool").run(step -> done.add("ours")))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OneStep.run(aiops, "switch_datasource", Map.of());
                    assertThat(done).containsExactly("ours");
                });
    }

    @Test
    void what_a_property_asks_for_does_not() {
        twoPools()
                .withPropertyValues(POOLS)
                .withBean(
                        "ourReset",
                        Action.class,
                        () -> Action.named("reset_connection_pool").run(step -> done.add("ours")))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("aiops.actions.connection-pools")
                        .hasMessageContaining("the bean 'ourReset'"));
    }

    @Test
    void queries_are_ended_in_the_database_of_the_primary_data_source() {
        twoPools().withPropertyValues(QUERIES).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            HikariDataSource orders = context.getBean("orders", HikariDataSource.class);
            // neither PostgreSQL nor MariaDB: the action says so of the one that it asked
            StepResult result = OneStep.run(aiops, "terminate_queries", Map.of("longer_than", "60"));
            assertThat(result.error()).contains("H2");
            assertThat(orders.getHikariPoolMXBean()).isNotNull();
            assertThat(orders.getHikariPoolMXBean().getTotalConnections()).isPositive();
        });
    }

    @Test
    void without_a_data_source_or_with_several_it_is_said_what_to_do() {
        Reports.name(
                "aiops.actions.terminate-queries",
                "There is no DataSource bean, or there are several",
                "Mark one @Primary",
                QUERIES);
        runner().withPropertyValues(QUERIES)
                .withBean("one", DataSource.class, () -> h2("one"))
                .withBean("two", DataSource.class, () -> h2("two"))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("@Primary"));
    }
}
