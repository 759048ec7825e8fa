package io.aiops4j.spring.web;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a request is not answered as it was meant, as RFC 9457 writes it: what is wrong, and what to do. Never where in the code. */
final class Problem extends AiopsException {

    private static final long serialVersionUID = 1L;

    /** The kinds of problems, each with its status. */
    enum Kind {
        MALFORMED(400, "The request cannot be read"),
        SIGNED_OUT(401, "Nobody is signed in"),
        CLOSED(403, "This is closed"),
        FORBIDDEN(403, "This person may not do it"),
        NOT_FOUND(404, "There is no such thing"),
        METHOD(405, "The method is not for this"),
        CONFLICT(409, "Somebody was faster, or it is not the time"),
        STALE(412, "It is no longer what you saw"),
        TOO_LARGE(413, "The body is too large"),
        MEDIA_TYPE(415, "The body is of another type"),
        INVALID(422, "What was sent has faults"),
        VERSION_MISSING(428, "It is not said what you saw"),
        TOO_MANY(429, "Too many requests"),
        FAILED(500, "It failed"),
        AWAY(503, "The store is away");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }
    }

    private final Kind kind;

    @SuppressWarnings("serial") // an immutable list of records; never sent anywhere
    private final List<Fault> faults;

    @SuppressWarnings("serial") // an immutable map of texts
    private final Map<String, String> headers;

    Problem(Kind kind, String detail) {
        this(kind, detail, List.of(), Map.of());
    }

    Problem(Kind kind, String detail, List<Fault> faults) {
        this(kind, detail, faults, Map.of());
    }

    Problem(Kind kind, String detail, List<Fault> faults, Map<String, String> headers) {
        super(detail);
        this.kind = kind;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    static Problem notFound(String what, String id) {
        return new Problem(Kind.NOT_FOUND, "There is no " + what + " " + id + ". List what there is.");
    }

    Kind kind() {
        return kind;
    }

    /** The answer, with placeholders for what is secret: messages quote what was sent. */
    Answer answer(Redactor redactor) {
        Redaction redaction = redactor.begin();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "urn:aiops4j:problem:" + Rows.word(kind).replace('_', '-'));
        row.put("title", kind.title);
        row.put("status", kind.status);
        row.put("detail", redaction.text(String.valueOf(getMessage())));
        if (!faults.isEmpty()) {
            row.put("faults", Rows.faults(faults, redaction));
        }
        return new Answer(kind.status, "application/problem+json", Json.write(row), headers);
    }
}
