package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A parsed expression, without what decides only about positions: greediness and the numbers of groups. */
sealed interface RegexNode {

    /** Beyond this, sizes are simply "too big". */
    long HUGE = 1_000_000_000;

    /** What must stand in the text. */
    Needs needs();

    /** About how many instructions RE2 makes of it: an upper bound up to {@link #HUGE}. */
    long instructions();

    /** The alternatives that this is on the whole, empty ones too; mostly just itself. */
    default List<RegexNode> choices() {
        return List.of(this);
    }

    /** What this is a sequence of, groups left aside; mostly just itself. */
    default List<RegexNode> parts() {
        return List.of(this);
    }

    /** Adds what this needs to a sequence, in order. */
    default void addTo(List<Needs> sequence) {
        sequence.add(needs());
    }

    /** A character out of a set, where RE2/J finds it as we do. */
    static RegexNode chars(CodePoints points) {
        // RE2/J finds the half of a pair in some places and not in others, by how it jumps to literals.
        return points.tellsHalvesApart() ? new Anything() : new Chars(points);
    }

    /** One of them; of single characters, a set: it moves in one step, and has fewer states. */
    static RegexNode choice(List<RegexNode> branches) {
        CodePoints.Builder points = CodePoints.builder();
        for (RegexNode branch : branches) {
            if (branch.parts().size() != 1 || !(branch.parts().get(0) instanceof Chars chars)) {
                return new Choice(branches);
            }
            points.add(chars.points());
        }
        return chars(points.build());
    }

    /** Matches the empty text where all conditions of an {@link Edge} hold. */
    record AtEdge(int edge) implements RegexNode {

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

    /** One character out of a set. */
    record Chars(CodePoints points) implements RegexNode {

        /** More are not worth knowing. */
        private static final int FEW = 4;

        private static final int MOST_CASES = 4 * FEW;

        @Override
        public Needs needs() {
            if (points.count() > MOST_CASES) {
                return Needs.UNKNOWN;
            }
            Set<String> folded = new TreeSet<>();
            for (int c : points.toArray()) {
                if (!CaseFold.isTrue(c)) {
                    return Needs.UNKNOWN;
                }
                folded.add(String.valueOf(CaseFold.of((char) c)));
            }
            return folded.isEmpty() || folded.size() > FEW ? Needs.UNKNOWN : Needs.exactly(folded);
        }

        /** Whether it is one character of its own, in one case. */
        boolean isSingle() {
            return points.count() == 1 && points.first(0) <= Character.MAX_VALUE;
        }

        @Override
        public long instructions() {
            return 1;
        }
    }

    /** One after the other. */
    record Sequence(List<RegexNode> items) implements RegexNode {

        @Override
        public List<RegexNode> choices() {
            return items.size() == 1 ? items.get(0).choices() : List.of(this);
        }

        @Override
        public List<RegexNode> parts() {
            return items.stream().flatMap(item -> item.parts().stream()).toList();
        }

        @Override
        public Needs needs() {
            List<Needs> needs = new ArrayList<>();
            items.forEach(item -> item.addTo(needs));
            return Needs.sequence(needs);
        }

        @Override
        public long instructions() {
            return Math.min(
                    HUGE, items.stream().mapToLong(RegexNode::instructions).sum());
        }
    }

    /** One of them. */
    record Choice(List<RegexNode> branches) implements RegexNode {

        @Override
        public List<RegexNode> choices() {
            return branches.stream()
                    .flatMap(branch -> branch.choices().stream())
                    .toList();
        }

        @Override
        public Needs needs() {
            return Needs.either(branches.stream().map(RegexNode::needs).toList());
        }

        @Override
        public long instructions() {
            return Math.min(
                    HUGE, branches.stream().mapToLong(RegexNode::instructions).sum() + branches.size());
        }
    }

    /** A capturing group: nothing but two more instructions. */
    record Capture(RegexNode body) implements RegexNode {

        @Override
        public List<RegexNode> choices() {
            return body.choices();
        }

        @Override
        public List<RegexNode> parts() {
            return body.parts();
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

        /** Whether it matches any text within a line, the empty one too. */
        boolean isGap() {
            return least == 0
                    && most == NO_LIMIT
                    && body instanceof Chars chars
                    && (chars.points().equals(CodePoints.ALL) || chars.points().equals(CodePoints.NOT_NEWLINE));
        }

        /** Whether it matches any text whatsoever, if it is a gap. */
        boolean isAnything() {
            return body instanceof Chars chars && chars.points().equals(CodePoints.ALL);
        }

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
