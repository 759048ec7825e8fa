package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Head;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables' definitions as they stand in the jar: for each dialect one file per version, which follows the one before. */
final class Ddl {

    /** The version that this library works with. */
    static final int VERSION = 2;

    private static final String CREATE_TABLE = "CREATE TABLE ";
    private static final String IF_NOT_EXISTS = "IF NOT EXISTS ";

    private final Tables tables;
    private final String text;

    /** What makes all tables. */
    Ddl(Tables tables) {
        this(tables, 0);
    }

    /** What makes of the tables of this version those of the present one. */
    Ddl(Tables tables, int from) {
        this(tables, from, VERSION);
    }

    /** For tests: what makes of the tables of one version those of another. */
    Ddl(Tables tables, int from, int to) {
        if (from < 0 || from > to) {
            throw new AiopsException("There is no schema version " + from
                    + ". Use one from 0, where there are no tables, to " + to + ", the present one.");
        }
        this.tables = tables;
        StringBuilder all = new StringBuilder();
        for (int version = from + 1; version <= to; version++) {
            all.append(read(tables.dialect().folder() + "/V" + version + ".sql"));
        }
        this.text = all.toString()
                .replace("{prefix}", tables.prefix())
                .replace("{empty}", Head.EMPTY.hash().hex());
    }

    String text() {
        return text;
    }

    String versionTable() {
        return tables.prefix() + "schema_version";
    }

    /** Every statement, in order. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        text.lines().filter(line -> !line.startsWith("--")).forEach(line -> {
            if (line.endsWith(";")) {
                statements.add(statement.append(line, 0, line.length() - 1).toString());
                statement.setLength(0);
            } else {
                statement.append(line).append('\n');
            }
        });
        return statements;
    }

    /** The columns of every table: each stands on a line of its own, as does each further key, in capitals. */
    Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String statement : statements()) {
            if (statement.startsWith(CREATE_TABLE)) {
                String table = statement
                        .substring(CREATE_TABLE.length(), statement.indexOf(" (\n"))
                        .replace(IF_NOT_EXISTS, "");
                columns.put(
                        table,
                        statement
                                .lines()
                                .filter(line -> line.startsWith("  "))
                                .map(line -> line.substring(2, line.indexOf(' ', 2)))
                                .filter(name -> name.equals(name.toLowerCase(Locale.ROOT)))
                                .toList());
            }
        }
        return columns;
    }

    private static String read(String name) {
        try (InputStream in = Ddl.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its own " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's own " + name + " cannot be read", e);
        }
    }
}
