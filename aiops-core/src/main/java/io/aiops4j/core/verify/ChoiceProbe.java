package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import io.aiops4j.core.pool.SwitchableDataSource;
import java.util.Map;

/** Which choice of a data source is the active one, as the effect of switching it says. */
final class ChoiceProbe implements StateProbe {

    private final String prefix;
    private final SwitchableDataSource dataSource;

    ChoiceProbe(String prefix, SwitchableDataSource dataSource) {
        this.prefix = prefix;
        this.dataSource = dataSource;
    }

    @Override
    public Map<String, ?> read(Target target) {
        return Map.of(prefix + ".active", dataSource.active());
    }
}
