package io.aiops4j.core.journal;

import java.util.function.Function;

/**
 * A fold that is brought up to date whenever it is asked, so that one always reads one's own writes.
 *
 * <pre>{@code
 * View<Map<String, Integer>> runs = new View<>(journal, new RunsPerTarget());
 * int redis = runs.ask(state -> state.getOrDefault("redis", 0));
 * }</pre>
 *
 * <p>Safe for use by many threads; the state never leaves it.
 *
 * @param <S> the fold's state
 */
public final class View<S> {

    private final JournalReader reader;
    private final Fold<S> fold;
    private final S state;
    private long position;

    /** A view that has read nothing yet. */
    public View(Journal journal, Fold<S> fold) {
        this.reader = new JournalReader(journal);
        this.fold = fold;
        this.state = fold.empty();
    }

    /** Reads what is new, then answers from the state. What is returned must not be the mutable state itself. */
    public synchronized <R> R ask(Function<S, R> question) {
        // one by one: where a fold throws, what it took in already must not be handed to it again
        reader.follow(position, entry -> {
            fold.apply(state, entry);
            position = entry.position();
        });
        return question.apply(state);
    }
}
