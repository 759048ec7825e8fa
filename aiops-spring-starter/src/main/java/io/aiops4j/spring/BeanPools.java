package io.aiops4j.spring;

import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;

/** Pools of data sources that are beans, under the names of these beans: those that HikariCP gives depend on which was used first. */
record BeanPools(List<ConnectionPool> pools) {

    BeanPools {
        pools = List.copyOf(pools);
    }

    private record Named(String name, ConnectionPool pool) implements ConnectionPool {

        @Override
        public State state() throws Exception {
            return pool.state();
        }

        @Override
        public void reset() throws Exception {
            pool.reset();
        }
    }

    static BeanPools ofHikari(Map<String, DataSource> beans) {
        List<ConnectionPool> pools = new ArrayList<>();
        beans.forEach((name, dataSource) -> {
            // one that can be switched has no pool of its own, but that of its active choice
            if (!(dataSource instanceof SwitchableDataSource)) {
                try {
                    pools.add(new Named(name, ConnectionPool.hikari(dataSource)));
                } catch (RuntimeException noneOfHikari) {
                    // others have a ConnectionPool bean, or none; one that routes may not know yet where to
                }
            }
        });
        return new BeanPools(pools);
    }

    /** These and the beans that are pools. */
    static List<ConnectionPool> all(ObjectProvider<BeanPools> beans, ObjectProvider<ConnectionPool> others) {
        List<ConnectionPool> all = new ArrayList<>();
        beans.orderedStream().forEach(each -> all.addAll(each.pools()));
        others.orderedStream().forEach(all::add);
        return all;
    }
}
