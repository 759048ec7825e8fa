package io.aiops4j.core.document;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import java.util.List;

/**
 * A runbook, a list of patterns or another document that cannot be read. The message says where and what to write instead.
 *
 * <pre>{@code
 * try {
 *     RunbookCodec.read(path);
 * } catch (DocumentException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class DocumentException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 10;
    private static final int LONGEST_SHOWN = 400;

    @SuppressWarnings("serial") // an immutable list of records; never sent anywhere
    private final List<Fault> faults;

    /** Says what is wrong and what to write instead. */
    public DocumentException(String message) {
        super(message);
        this.faults = List.of();
    }

    /** The same with the failure that led to it. */
    public DocumentException(String message, Throwable cause) {
        super(message, cause);
        this.faults = List.of();
    }

    private DocumentException(String message, Throwable cause, List<Fault> faults) {
        super(message, cause);
        this.faults = faults;
    }

    /** Lists everything in a document of a kind that cannot be read. */
    public DocumentException(String what, List<Fault> faults) {
        super("Not a " + what + ": it has " + faults.size() + (faults.size() == 1 ? " fault" : " faults")
                + shown(faults));
        this.faults = List.copyOf(faults);
    }

    /** Each place that cannot be read; empty when the text as a whole cannot. */
    public List<Fault> faults() {
        return faults;
    }

    /** The same, with the name of the file in front. */
    public DocumentException in(String file) {
        return new DocumentException(file + ": " + getMessage(), this, faults);
    }

    // a log has no use for a megabyte
    private static String shown(List<Fault> faults) {
        StringBuilder shown = new StringBuilder();
        for (Fault fault : faults.subList(0, Math.min(MOST_SHOWN, faults.size()))) {
            String line = fault.toString();
            shown.append("\n  ").append(line, 0, Math.min(LONGEST_SHOWN, line.length()));
        }
        return shown.append(faults.size() > MOST_SHOWN ? "\n  ..." : "").toString();
    }
}
