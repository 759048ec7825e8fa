package io.aiops4j.jmh.eval;

import java.util.List;

/** One way to find out which of many patterns match a line. */
interface MatchPeer extends AutoCloseable {

    /** The lines to match, handed over before anything is measured. */
    void prepare(List<String> lines);

    /** Matches some of them; gives the number of matches, pairs of a line and a pattern. */
    long match(int from, int to);

    @Override
    default void close() {}

    /** A peer that takes lines as they are. */
    static MatchPeer of(Matching matching) {
        return new MatchPeer() {
            private List<String> lines = List.of();

            @Override
            public void prepare(List<String> all) {
                lines = all;
            }

            @Override
            public long match(int from, int to) {
                long matches = 0;
                for (int i = from; i < to; i++) {
                    matches += matching.count(lines.get(i));
                }
                return matches;
            }
        };
    }

    /** How many patterns match a line. */
    interface Matching {

        /** Counts them. */
        int count(String line);
    }
}
