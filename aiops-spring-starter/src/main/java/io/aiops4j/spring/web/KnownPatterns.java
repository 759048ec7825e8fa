package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.review.Approval;
import io.aiops4j.learning.knowledge.Patterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All patterns that are looked for: those that the application gave, and those that people approved. */
final class KnownPatterns {

    /** Where a pattern comes from. */
    enum Source {
        /** It comes with the library. */
        BUILT_IN,
        /** The application put it in. */
        HOST,
        /** People approved it. */
        APPROVED
    }

    /**
     * One of them.
     *
     * @param approvals empty where nobody had to approve it
     */
    record Each(AlertPattern pattern, Source source, List<Approval> approvals) {

        @Nullable
        String proposal() {
            return approvals.isEmpty()
                    ? null
                    : approvals.get(approvals.size() - 1).proposalId();
        }
    }

    private final Aiops aiops;

    /** Read when somebody asks first. */
    private static final class BuiltIn {

        static final Set<AlertPattern> ALL =
                new HashSet<>(PatternLibrary.builtIn().patterns());
    }

    KnownPatterns(Aiops aiops) {
        this.aiops = aiops;
    }

    List<Each> all() {
        List<Each> all = new ArrayList<>();
        for (AlertPattern given : aiops.learning().patterns().given().patterns()) {
            all.add(new Each(given, source(given), List.of()));
        }
        for (Patterns.Known known : aiops.learning().patterns().known()) {
            all.add(new Each(known.pattern(), Source.APPROVED, known.approvals()));
        }
        return all;
    }

    private static Source source(AlertPattern given) {
        return BuiltIn.ALL.contains(given) ? Source.BUILT_IN : Source.HOST;
    }

    /** The pattern of this id, or of this proposal; of two the one that people approved. */
    Each byId(String id) {
        Each found = null;
        for (Each each : all()) {
            if (each.pattern().id().equals(id) || id.equals(each.proposal())) {
                found = each;
            }
        }
        if (found == null) {
            throw Problem.notFound("pattern", id);
        }
        return found;
    }
}
