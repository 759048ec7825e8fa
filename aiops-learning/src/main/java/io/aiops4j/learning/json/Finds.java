package io.aiops4j.learning.json;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a reply holds, of which one must be meant. */
final class Finds {

    /** What counts more is later. */
    enum Rank {
        /** Such as {@code [1]} in the middle of a sentence; it is never meant. */
        MARK("a mark in the text"),
        /** Somewhere in the text. */
        PLAIN("a value outside of the fence"),
        /** All that there is in a fence. */
        FENCED("a value outside of the fence that says json"),
        /** In a fence that says json. */
        JSON("");

        private final String name;

        Rank(String name) {
            this.name = name;
        }
    }

    private static final class Equals {
        private final Find first;
        private final Notes others = new Notes();
        private @Nullable Find different;

        Equals(Find first) {
            this.first = first;
        }
    }

    private final Reply reply;
    private final Map<Rank, Equals> finds = new EnumMap<>(Rank.class);
    private @Nullable JsonRepairException failure;
    private boolean fails;

    Finds(Reply reply) {
        this.reply = reply;
    }

    void add(Rank rank, Find find) {
        Equals equals = finds.get(rank);
        if (equals == null) {
            finds.put(rank, new Equals(find));
        } else if (equals.different == null) {
            boolean same = equals.first.value().equals(find.value());
            equals.different = same ? null : find;
            equals.others.tell(find.at(), "the same value, once more, was left out");
        }
    }

    /** Something that cannot be read; unless it may as well be words in brackets, only a value in a fence makes up for it. */
    void fail(JsonRepairException reason, boolean words) {
        failure = failure == null || (fails ? false : !words) ? reason : failure;
        fails |= !words;
    }

    /** None of these, as they were thoughts; what could not be read may have been none. */
    Finds forgotten() {
        Finds none = new Finds(reply);
        if (failure != null && fails) {
            none.fail(failure, false);
        }
        return none;
    }

    boolean isEmpty() {
        return finds.isEmpty();
    }

    boolean fails() {
        return fails;
    }

    /** The one that is meant. */
    Find chosen(Notes around) {
        Rank rank = Rank.MARK;
        for (Rank each : finds.keySet()) {
            rank = each.compareTo(rank) > 0 ? each : rank;
        }
        Equals best = rank == Rank.MARK ? null : finds.get(rank);
        if (failure != null && (best == null || (fails && rank == Rank.PLAIN))) {
            throw failure;
        }
        if (best == null) {
            throw nothing();
        }
        if (best.different != null) {
            throw reply.refusal(
                    best.different.at(),
                    "the reply holds several different values, another one at " + reply.place(best.first.at()),
                    "Send the one that is meant.");
        }
        Notes all = around.and(best.others);
        for (Map.Entry<Rank, Equals> each : finds.entrySet()) {
            if (each.getKey() != rank) {
                all = all.and(lesser(each.getKey(), each.getValue()));
            }
        }
        return best.first.with(all);
    }

    private static Notes lesser(Rank rank, Equals equals) {
        Notes notes = new Notes();
        notes.tell(equals.first.at(), rank.name + " was left out");
        if (equals.different != null) {
            notes.tell(equals.different.at(), rank.name + " was left out, and all others");
        }
        return notes;
    }

    private JsonRepairException nothing() {
        return reply.text().isBlank()
                ? reply.refusal(0, "it is empty", "Answer the question.")
                : reply.refusal(0, "it holds no JSON object or array", "Begin with { or [.");
    }
}
