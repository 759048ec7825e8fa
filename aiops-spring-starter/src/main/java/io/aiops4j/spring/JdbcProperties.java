package io.aiops4j.spring;

import io.aiops4j.core.jdbc.JdbcStores;
import io.aiops4j.core.jdbc.SchemaMode;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where everything is kept when there is a data source.
 *
 * @param enabled Whether what is to be kept goes into the application's database when there is a DataSource bean and no Stores bean.
 * @param schema Who makes the tables: the library (create), or somebody else, and the library checks them (validate) or does not (none).
 * @param tablePrefix What the names of the tables begin with: lower-case letters, digits and underscores.
 */
record JdbcProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("create") SchemaMode schema,
        @DefaultValue("aiops_") String tablePrefix) {

    private static final String ELSEWHERE =
            "Let the database be reached when the application starts, or keep everything elsewhere:"
                    + " a Stores bean, or aiops.jdbc.enabled=false to keep it in memory.";

    /** Connected, so that whatever is wrong is known at start-up. */
    JdbcStores toStores(DataSource dataSource) {
        JdbcStores stores = AiopsPropertyException.checked(
                "aiops.jdbc.table-prefix",
                "Write lower-case letters, digits and underscores: aiops.jdbc.table-prefix=ops_",
                () -> JdbcStores.of(dataSource).schema(schema).tablePrefix(tablePrefix));
        return AiopsPropertyException.checked("aiops.jdbc.enabled", ELSEWHERE, stores::open);
    }
}
