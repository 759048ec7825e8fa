package io.aiops4j.core.review;

import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A kind of change that can wait for approval (SPI): whoever owns the payload says how it is written, checked and shown.
 *
 * <pre>{@code
 * final class RunbookKind implements ChangeKind<Runbook> { ... }
 * }</pre>
 *
 * <p>Implementations are stateless or safe for use by many threads.
 *
 * @param <T> what is changed
 */
public interface ChangeKind<T> {

    /** The kind's name, such as {@code runbook}. */
    String name();

    /** The one canonical text of a change: equal changes have equal texts. The text is what gets approved. */
    String encode(T change);

    /** The change that this canonical text says. */
    T decode(String canonical);

    /** Everything that is wrong with a change; it can neither be submitted nor approved before this is empty. */
    List<Fault> check(T change);

    /** What a reviewer reads: title, risk and difference to what is there. */
    Summary summarise(T change);

    /** The digest of a change's canonical text. */
    default Digest digest(T change) {
        return Digest.of(encode(change).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a reviewer reads.
     *
     * @param title one line
     * @param risk how much can go wrong
     * @param diff the difference to what is there, line by line
     */
    record Summary(String title, Risk risk, String diff) {}
}
