package io.aiops4j.jmh.eval;

/** Input that is missing or malformed; the message says in one line what to do about it. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
