package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of records as a statement. The first field's rows are walked in the order of their index, from where the last page
 * ended; the other fields and the record itself are looked up by key. Without fields the records' own index is walked.
 */
final class RecordQuery {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    RecordQuery(String kind, Map<String, String> fields, @Nullable String after, int limit) {
        String walked = fields.isEmpty() ? "r" : "f0";
        sql.append("SELECT r.time_nanos, r.id, r.content FROM ");
        if (fields.isEmpty()) {
            sql.append("{p}record r");
        } else {
            sql.append("{p}record_field f0 JOIN {p}record r ON r.kind = f0.kind AND r.id = f0.id");
        }
        for (int i = 1; i < fields.size(); i++) {
            String f = "f" + i;
            sql.append(" JOIN {p}record_field ").append(f);
            sql.append(" ON ")
                    .append(f)
                    .append(".kind = f0.kind AND ")
                    .append(f)
                    .append(".id = f0.id");
        }
        sql.append(" WHERE ").append(walked).append(".kind = ?");
        values.add(kind);
        int i = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            sql.append(" AND f").append(i).append(".name = ? AND f").append(i).append(".field_value = ?");
            values.add(field.getKey());
            values.add(field.getValue());
            i++;
        }
        if (after != null) {
            behind(walked, after);
        }
        sql.append(" ORDER BY ")
                .append(walked)
                .append(".time_nanos DESC, ")
                .append(walked)
                .append(".id LIMIT ?");
        values.add(limit);
    }

    private void behind(String walked, String after) {
        int blank = after.indexOf(' ');
        long time;
        try {
            time = Long.parseLong(after.substring(0, Math.max(0, blank)));
        } catch (NumberFormatException e) {
            throw new AiopsException("Not the end of a page: '" + after + "'. Hand over what Page.next() gave.", e);
        }
        // the first condition is for the index, the second for those of the same time
        sql.append(" AND ").append(walked).append(".time_nanos <= ?");
        sql.append(" AND (")
                .append(walked)
                .append(".time_nanos < ? OR ")
                .append(walked)
                .append(".id > ?)");
        values.add(time);
        values.add(time);
        values.add(after.substring(blank + 1));
    }

    static String cursor(long time, String id) {
        return time + " " + id;
    }

    String text() {
        return sql.toString();
    }

    Object[] values() {
        return values.toArray();
    }
}
