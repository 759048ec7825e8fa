package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.spring.web.Problem.Kind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request to a route, by somebody who may. */
final class Call {

    /** How many there are in a page when nothing is said. */
    static final int DEFAULT_LIMIT = 50;

    /** The most in a page. */
    static final int GREATEST_LIMIT = 200;

    private static final Documents REQUEST = new Documents("request", "{}");
    private static final int MOST_DIGITS = 18;

    private final Route route;
    private final Map<String, String> variables;
    private final Map<String, String> parameters;
    private final @Nullable Caller caller;
    private final Body body;
    private final Findings findings = new Findings();

    /**
     * What came with it.
     *
     * @param type of the text, without parameters and in lower case; empty when none was given
     * @param text empty for what only reads
     * @param ifMatch the version that the caller saw, or null
     */
    record Body(String type, String text, @Nullable String ifMatch) {}

    Call(
            Route route,
            Map<String, String> variables,
            Map<String, String> parameters,
            @Nullable Caller caller,
            Body body) {
        this.route = route;
        this.variables = variables;
        this.parameters = parameters;
        this.caller = caller;
        this.body = body;
    }

    String variable(String name) {
        return String.valueOf(variables.get(name));
    }

    @Nullable
    String parameter(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether a parameter was left out, or is this. */
    boolean asks(String name, String value) {
        String asked = parameter(name);
        return asked == null || asked.equals(value);
    }

    int limit() {
        long limit = number("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > GREATEST_LIMIT) {
            throw new Problem(
                    Kind.MALFORMED,
                    "A page has from 1 to " + GREATEST_LIMIT + " items, not " + limit + ". Write limit=50.");
        }
        return (int) limit;
    }

    long number(String name, long preset) {
        String text = parameter(name);
        if (text == null) {
            return preset;
        }
        if (text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Problem(
                    Kind.MALFORMED,
                    name + " is not a whole number: " + Form.quote(text) + ". Write digits: " + name + "=7");
        }
        return Long.parseLong(text);
    }

    @Nullable
    Instant time(String name) {
        String text = parameter(name);
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            // no record is of any other time, and calendars end somewhere
            if (!time.isBefore(RecordIndex.EARLIEST) && time.isBefore(RecordIndex.TOO_LATE)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new Problem(
                Kind.MALFORMED,
                name + " is not a time of these centuries: " + Form.quote(text)
                        + ". Write it as 2026-03-01T00:00:00Z.");
    }

    /** The page that is asked for, of records of this time; of these fields, those that are given. */
    Query query(String... fields) {
        Query query = Query.all().limit(limit()).after(parameter("after"));
        for (String field : fields) {
            String value = parameter(field);
            query = value == null ? query : query.where(field, value);
        }
        Instant since = time("since");
        Instant before = time("before");
        query = since == null ? query : query.since(since);
        return before == null ? query : query.before(before);
    }

    /** Who calls, or null where reading is open to anybody. */
    @Nullable
    Caller caller() {
        return caller;
    }

    /** Who acts: never what a request says, always whom the application identified. */
    Actor person() {
        if (caller == null) {
            throw new Problem(Kind.CLOSED, "Nobody is signed in. Sign in, and try again.");
        }
        return Actor.person(caller.name());
    }

    Body body() {
        return body;
    }

    /** The body as JSON. */
    Node json() {
        try {
            return REQUEST.json(body.text());
        } catch (DocumentException e) {
            throw new Problem(Kind.MALFORMED, String.valueOf(e.getMessage()), e.faults());
        }
    }

    /** The fields of the body; others than those of the route are faults. */
    Form form() {
        return Form.whole("request", json(), findings, route.names());
    }

    Findings findings() {
        return findings;
    }

    /** Refuses the request with everything that was found wrong in it. */
    void requireFine() {
        if (!findings.all().isEmpty()) {
            int faults = findings.all().size();
            throw new Problem(
                    Kind.INVALID,
                    "The request has " + faults + (faults == 1 ? " fault." : " faults.") + " Nothing was done.",
                    findings.all());
        }
    }

    /** The only field of many requests: why it is done. */
    String note() {
        Form form = form();
        String note = form.text("note");
        findings.require(note != null, "note", "it is missing", "say why, in a sentence");
        requireFine();
        return String.valueOf(note);
    }

    static List<String> texts(Form form, String field) {
        return form.list(field, form::required);
    }
}
