package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import java.util.List;

/**
 * What every fold that is kept promises: begun with a snapshot, wherever that was taken, it ends as it does from the start.
 *
 * <pre>{@code
 * KeptFolds.check(new RunsPerTarget(), journal.readAll(0, 1_000));
 * }</pre>
 */
public final class KeptFolds {

    private KeptFolds() {}

    /** Takes a snapshot behind each entry and goes on with it. */
    public static <S> void check(Fold.Kept<S> fold, List<Entry> history) {
        String expected = fold.write(fold(fold, fold.empty(), history));
        for (int taken = 0; taken <= history.size(); taken++) {
            String text = fold.write(fold(fold, fold.empty(), history.subList(0, taken)));
            assertThat(fold.write(fold.read(text)))
                    .as("snapshot behind " + taken)
                    .isEqualTo(text);
            S state = fold(fold, fold.read(text), history.subList(taken, history.size()));
            assertThat(fold.write(state))
                    .as("from the snapshot behind " + taken)
                    .isEqualTo(expected);
        }
    }

    private static <S> S fold(Fold<S> fold, S state, List<Entry> entries) {
        entries.forEach(entry -> fold.apply(state, entry));
        return state;
    }
}
