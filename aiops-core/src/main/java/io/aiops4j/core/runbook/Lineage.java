package io.aiops4j.core.runbook;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a runbook came to be what it is: its versions, the oldest first, each with the one that it was made from, who proposed
 * it, who approved it, and where it stands.
 *
 * <pre>{@code
 * System.out.println(aiops.runbooks().lineage(Client.DEFAULT, "redis-oom"));   // v1 -> v2 -> v3
 * }</pre>
 *
 * @param runbookId which runbook
 * @param versions the oldest first
 */
public record Lineage(String runbookId, List<Version> versions) {

    /** Copies the versions. */
    public Lineage {
        versions = List.copyOf(versions);
    }

    /**
     * One version.
     *
     * @param version what was proposed
     * @param parent the number of the version that it was made from, or 0
     * @param proposedBy who proposed it
     * @param proposed since when it is there
     * @param words who approved it and when, in order; taken back or expired ones are among them
     * @param state where its proposal stands
     * @param note what the last reviewer said
     * @param approvedNow whether an approval of it holds now
     */
    public record Version(
            RunbookVersion version,
            int parent,
            Actor proposedBy,
            Instant proposed,
            List<Word> words,
            Proposal.State state,
            String note,
            boolean approvedNow) {

        /** Copies the words. */
        public Version {
            words = List.copyOf(words);
        }

        /** The number of the version. */
        public int number() {
            return version.runbook().version();
        }
    }

    /**
     * An approval that was given.
     *
     * @param approver who gave it
     * @param given when
     */
    public record Word(Actor approver, Instant given) {}

    /** One of the versions, or null. */
    public @Nullable Version version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElse(null);
    }

    /** The version and those that it was made from, the oldest first: {@code v1, v2, v4} when 4 was made from 2. */
    public List<Version> ancestors(int number) {
        List<Version> line = new ArrayList<>();
        Version next = version(number);
        while (next != null) {
            line.add(next);
            // a parent is older, or it is none: a circle would not end
            next = next.parent() < next.number() ? version(next.parent()) : null;
        }
        Collections.reverse(line);
        return List.copyOf(line);
    }

    /** The versions that were made one from the other, up to the newest, for people. */
    @Override
    public String toString() {
        return versions.isEmpty()
                ? runbookId + ": no version"
                : runbookId + ": "
                        + ancestors(versions.get(versions.size() - 1).number()).stream()
                                .map(version -> "v" + version.number())
                                .collect(Collectors.joining(" -> "));
    }
}
