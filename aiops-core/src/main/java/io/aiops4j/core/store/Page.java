package io.aiops4j.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records, and where to go on.
 *
 * <pre>{@code
 * Page<ExecutionResult> page = executions.find(query);
 * while (page.next() != null) {
 *     page = executions.find(query.after(page.next()));
 * }
 * }</pre>
 *
 * @param records the records, the newest first
 * @param next what to hand to {@link Query#after(String)} for the next page, or null at the end
 * @param <T> the records' type
 */
public record Page<T>(List<T> records, @Nullable String next) {

    /** Copies the records. */
    public Page {
        records = List.copyOf(records);
    }
}
