package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found in one text. Where findings overlap they become one, of the kind that was found first. */
final class Spans {

    /**
     * A finding.
     *
     * @param start where it begins
     * @param end behind its last character
     * @param kind what it is
     * @param rank the lower, the more its kind counts
     */
    record Span(int start, int end, String kind, int rank) {}

    private record End(int at, String kind) {}

    private final List<Span> all = new ArrayList<>();
    private final Set<End> ends = new HashSet<>();
    private int seen;
    private final Set<String> off;

    Spans(Set<String> off) {
        this.off = off;
    }

    /** Adds what stands between two indexes of a view, unless its kind is switched off or there is nothing. */
    void add(View view, int start, int end, String kind) {
        if (start < end && !off.contains(kind)) {
            all.add(new Span(view.start(start), view.end(end), kind, all.size()));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    Span get(int index) {
        return all.get(index);
    }

    /** Whether something of a kind was found among the first so many that ends there. */
    boolean endsAt(int end, String kind, int count) {
        for (; seen < count; seen++) {
            ends.add(new End(all.get(seen).end, all.get(seen).kind));
        }
        return ends.contains(new End(end, kind));
    }

    /** Whether this place was found already. Looks at the latest findings only: those are where a finder that goes on stands. */
    boolean covers(int at) {
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - 8); i--) {
            if (all.get(i).start <= at && at < all.get(i).end) {
                return true;
            }
        }
        return false;
    }

    /** Without overlaps, from left to right. */
    List<Span> merged() {
        List<Span> sorted = new ArrayList<>(all);
        sorted.sort((a, b) -> a.start != b.start ? Integer.compare(a.start, b.start) : Integer.compare(a.rank, b.rank));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.end <= span.start) {
                merged.add(span);
            } else {
                Span first = last.rank <= span.rank ? last : span;
                merged.set(
                        merged.size() - 1, new Span(last.start, Math.max(last.end, span.end), first.kind, first.rank));
            }
        }
        return Collections.unmodifiableList(merged);
    }
}
