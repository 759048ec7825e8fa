package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of records as a statement. The rows of one field or word are walked in the order of their index, from where the last
 * page ended to the earliest time; whether a record has the others too is looked up by key, and the records themselves for the
 * page alone. Without fields and words the records' own index is walked.
 *
 * <p>Which one is walked decides about the cost: a page of what is rare is short, whatever else is asked. So all of them are
 * counted first, up to {@value #COUNTED}. The parts are subqueries, not joins: no planner turns them around.
 */
final class RecordQuery {

    /** Of what is more frequent than this, any may be walked. */
    static final int COUNTED = 1_000;

    private record Term(String table, String condition, List<Object> values) {}

    private final String kind;
    private final Query query;
    private final long since;
    private final long before;
    private final long cursorTime;
    private final String cursorId;
    private final List<Term> terms = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    RecordQuery(String kind, Query query) {
        this.kind = kind;
        this.query = query;
        this.since = query.since() == null ? Long.MIN_VALUE : Nanos.nearest(query.since());
        this.before = query.before() == null ? Long.MAX_VALUE : Nanos.nearest(query.before());
        String after = query.after();
        int blank = after == null ? 0 : Math.max(0, after.indexOf(' '));
        this.cursorTime = after == null ? Long.MAX_VALUE : time(after, blank);
        this.cursorId = after == null ? "" : id(after, blank);
        query.words().forEach(word -> terms.add(new Term("{p}record_word", "t.word = ?", List.of(word))));
        query.keys()
                .forEach((name, value) -> terms.add(
                        new Term("{p}record_field", "t.name = ? AND t.field_value = ?", List.of(name, value))));
    }

    private static long time(String after, int blank) {
        try {
            return Long.parseLong(after.substring(0, blank));
        } catch (NumberFormatException e) {
            throw notACursor(after, e);
        }
    }

    private static String id(String after, int blank) {
        try {
            return Names.requireIndexed("record's id", after.substring(blank + 1));
        } catch (AiopsException e) {
            throw notACursor(after, e);
        }
    }

    private static AiopsException notACursor(String after, RuntimeException why) {
        return new AiopsException("Not the end of a page: '" + after + "'. Hand over what Page.next() gave.", why);
    }

    static String cursor(long time, String id) {
        return time + " " + id;
    }

    /** One record more than the page has room for, if there are as many. */
    <T> List<T> run(Tx tx, Row<T> row) throws SQLException {
        int walked = terms.isEmpty() ? -1 : rarest(tx);
        if (walked < 0 && !terms.isEmpty()) {
            return List.of(); // one of them is nowhere
        }
        write(walked);
        return tx.query(sql.toString(), row, values.toArray());
    }

    private int rarest(Tx tx) throws SQLException {
        if (terms.size() == 1) {
            return 0;
        }
        List<Object> asked = new ArrayList<>();
        StringBuilder counts = new StringBuilder("SELECT");
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            counts.append(i == 0 ? " " : ", ").append("(SELECT COUNT(*) FROM (SELECT 1 AS one FROM ");
            counts.append(term.table()).append(" t WHERE t.kind = ? AND ").append(term.condition());
            counts.append(" AND t.time_nanos >= ? AND t.time_nanos < ? LIMIT ")
                    .append(COUNTED)
                    .append(") c")
                    .append(i);
            counts.append(")");
            asked.add(kind);
            asked.addAll(term.values());
            asked.add(since);
            asked.add(before);
        }
        return tx.query(
                        counts.toString(),
                        r -> {
                            int rarest = 0;
                            for (int i = 0; i < terms.size(); i++) {
                                if (r.getLong(i + 1) == 0) {
                                    return -1;
                                }
                                rarest = r.getLong(i + 1) < r.getLong(rarest + 1) ? i : rarest;
                            }
                            return rarest;
                        },
                        asked.toArray())
                .get(0);
    }

    void write(int walked) {
        boolean all = walked < 0;
        sql.append("SELECT r.time_nanos, r.id, r.content FROM ");
        if (all) {
            sql.append("{p}record r WHERE r.kind = ?");
            values.add(kind);
            range("r");
            order("r", "r.kind, ");
            return;
        }
        Term term = terms.get(walked);
        sql.append("(SELECT t.time_nanos, t.id FROM ").append(term.table()).append(" t WHERE t.kind = ? AND ");
        sql.append(term.condition());
        values.add(kind);
        values.addAll(term.values());
        range("t");
        for (int i = 0; i < terms.size(); i++) {
            if (i != walked) {
                probe(terms.get(i));
            }
        }
        // what stands before the time has one value in all rows: it names the index to those who would sort otherwise
        order("t", term.values().size() == 1 ? "t.kind, t.word, " : "t.kind, t.name, t.field_value, ");
        sql.append(") w JOIN {p}record r ON r.kind = ? AND r.id = w.id ORDER BY w.time_nanos DESC, w.id");
        values.add(kind);
    }

    private void probe(Term term) {
        sql.append(" AND (SELECT 1 FROM ").append(term.table()).append(" p WHERE p.kind = t.kind AND p.id = t.id AND ");
        sql.append(term.condition().replace("t.", "p.")).append(") = 1");
        values.addAll(term.values());
    }

    // always all of it, so that there are few different statements
    private void range(String walked) {
        sql.append(" AND ").append(walked).append(".time_nanos >= ?");
        sql.append(" AND ").append(walked).append(".time_nanos < ?");
        // the first is for the index, the second for those of the same time
        sql.append(" AND ").append(walked).append(".time_nanos <= ?");
        sql.append(" AND (")
                .append(walked)
                .append(".time_nanos < ? OR ")
                .append(walked)
                .append(".id > ?)");
        values.add(since);
        values.add(before);
        values.add(cursorTime);
        values.add(cursorTime);
        values.add(cursorId);
    }

    private void order(String walked, String fixed) {
        sql.append(" ORDER BY ").append(fixed).append(walked).append(".time_nanos DESC, ");
        sql.append(walked).append(".id LIMIT ?");
        values.add(query.limit() + 1);
    }

    String text() {
        return sql.toString();
    }

    Object[] values() {
        return values.toArray();
    }
}
