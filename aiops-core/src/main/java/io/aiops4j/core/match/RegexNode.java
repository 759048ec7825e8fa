package io.aiops4j.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A parsed expression, as coarse as the two questions that it answers: which literals must stand in every match, and how big
 * will RE2's program be.
 */
sealed interface RegexNode {

    /** Beyond this, sizes are simply "too big". */
    long HUGE = 1_000_000_000;

    /** What must stand in the text. */
    Needs needs();

    /** About how many instructions RE2 makes of it: an upper bound up to {@link #HUGE}. */
    long instructions();

    /** The alternatives that this is on the whole; mostly just itself. */
    default List<RegexNode> branches() {
        return List.of(this);
    }

    /** Adds what this needs to a sequence, in order. */
    default void addTo(List<Needs> sequence) {
        sequence.add(needs());
    }

    /** Matches the empty text, perhaps under a condition: anchors, word boundaries, the empty group. */
    record Nothing() implements RegexNode {

        @Override
        public Needs needs() {
            return Needs.EMPTY_TEXT;
        }

        @Override
        public long instructions() {
            return 1;
        }
    }

    /** Matches text about which nothing is known. */
    record Anything() implements RegexNode {

        @Override
        public Needs needs() {
            return Needs.UNKNOWN;
        }

        @Override
        public long instructions() {
            return 1;
        }
    }

    /** One character out of a few, case-folded. */
    record Letter(Set<Character> choices) implements RegexNode {

        @Override
        public Needs needs() {
            return Needs.exactly(choices.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()));
        }

        @Override
        public long instructions() {
            return 1;
        }
    }

    /** One after the other. */
    record Sequence(List<RegexNode> parts) implements RegexNode {

        @Override
        public List<RegexNode> branches() {
            List<RegexNode> visible =
                    parts.stream().filter(part -> !(part instanceof Nothing)).toList();
            return visible.size() == 1 ? visible.get(0).branches() : List.of(this);
        }

        @Override
        public Needs needs() {
            List<Needs> needs = new ArrayList<>();
            parts.forEach(part -> part.addTo(needs));
            return Needs.sequence(needs);
        }

        @Override
        public long instructions() {
            return Math.min(
                    HUGE, parts.stream().mapToLong(RegexNode::instructions).sum());
        }
    }

    /** One of them. */
    record Choice(List<RegexNode> choices) implements RegexNode {

        @Override
        public List<RegexNode> branches() {
            return choices.stream()
                    .flatMap(choice -> choice.branches().stream())
                    .toList();
        }

        @Override
        public Needs needs() {
            return Needs.either(choices.stream().map(RegexNode::needs).toList());
        }

        @Override
        public long instructions() {
            return Math.min(
                    HUGE, choices.stream().mapToLong(RegexNode::instructions).sum() + choices.size());
        }
    }

    /** A capturing group: nothing but two more instructions. */
    record Capture(RegexNode body) implements RegexNode {

        @Override
        public List<RegexNode> branches() {
            return body.branches();
        }

        @Override
        public Needs needs() {
            return body.needs();
        }

        @Override
        public long instructions() {
            return Math.min(HUGE, body.instructions() + 2);
        }
    }

    /** Again and again; {@code most} is {@link #NO_LIMIT} for {@code *}, {@code +} and <code>{n,}</code>. */
    record Repeat(RegexNode body, int least, int most) implements RegexNode {

        static final int NO_LIMIT = -1;

        /** More copies make literals longer than any scan needs. */
        private static final int COPIES = 8;

        @Override
        public Needs needs() {
            List<Needs> needs = new ArrayList<>();
            addTo(needs);
            return Needs.sequence(needs);
        }

        @Override
        public void addTo(List<Needs> sequence) {
            Needs needs = body.needs();
            if (least == 0) {
                sequence.add(most == 1 ? needs.orEmpty() : Needs.UNKNOWN);
                return;
            }
            int copies = needs.exact() == null ? 1 : Math.min(least, COPIES);
            for (int i = 0; i < copies; i++) {
                sequence.add(needs);
            }
            if (copies < least || most != least) {
                sequence.add(Needs.UNKNOWN);
            }
        }

        @Override
        public long instructions() {
            long copies = Math.max(1, Math.max(least, most));
            return Math.min(HUGE, copies * (body.instructions() + 1));
        }
    }
}
