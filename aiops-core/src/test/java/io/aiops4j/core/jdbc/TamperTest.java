package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.JournalReader;
import java.util.List;
import javax.sql.DataSource;

/** Whatever is changed in a row, also into what no entry can hold, verification names the entry and does not break. */
final class TamperTest {

    private static final List<String> CHANGES = List.of(
            "UPDATE aiops_entry SET position = 99 WHERE position = 3",
            "UPDATE aiops_entry SET stream = 'other' WHERE position = 3",
            "UPDATE aiops_entry SET version = 9 WHERE position = 3",
            "UPDATE aiops_entry SET type_name = 'Other Type' WHERE position = 3",
            "UPDATE aiops_entry SET type_version = -1 WHERE position = 3",
            "UPDATE aiops_entry SET critical = 1 - critical WHERE position = 3",
            "UPDATE aiops_entry SET authority = 1 - authority WHERE position = 3",
            "UPDATE aiops_entry SET time_nanos = time_nanos + 1 WHERE position = 3",
            "UPDATE aiops_entry SET actor = 'nobody' WHERE position = 3",
            "UPDATE aiops_entry SET client = '' WHERE position = 3",
            "UPDATE aiops_entry SET causes = '1,x' WHERE position = 3",
            "UPDATE aiops_entry SET causes = '1,,2' WHERE position = 3",
            "UPDATE aiops_entry SET commitment = 'none' WHERE position = 3",
            "UPDATE aiops_entry SET hash = 'none' WHERE position = 3",
            "UPDATE aiops_payload SET content = salt WHERE position = 3",
            "UPDATE aiops_payload SET salt = content WHERE position = 3",
            "DELETE FROM aiops_payload WHERE position = 3",
            "DELETE FROM aiops_entry WHERE position = 3");

    @OnEachDatabase
    void a_changed_row_is_named(Database database) throws Exception {
        for (String change : CHANGES) {
            DataSource source = database.fresh();
            try (JdbcStores stores = JdbcStores.of(source)) {
                for (int i = 0; i < 5; i++) {
                    stores.journal().append(Notes.note("note/" + i % 2));
                }
                JournalReader reader = new JournalReader(stores.journal());
                assertThat(reader.verify().intact()).isTrue();

                Databases.execute(source, change);

                ChainReport report = reader.verify();
                assertThat(report.intact()).as(change).isFalse();
                assertThat(report.entries()).as(change).isEqualTo(2);
                assertThat(report.fault()).as(change).isNotBlank();
            }
        }
    }
}
