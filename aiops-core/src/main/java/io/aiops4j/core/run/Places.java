package io.aiops4j.core.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is under way, and what was done to each service of a client lately, whoever began it. */
final class Places {

    /** Of each service so many of the last runs are kept. */
    static final int MOST_RAN = 100;

    /**
     * A run that is under way.
     *
     * @param id of the run
     * @param client whose systems
     * @param place client and service
     * @param runbook which
     * @param incident against which, or null
     * @param actions what its steps do; null when whoever wrote it did not say
     * @param started when
     */
    record Running(
            String id,
            String client,
            String place,
            String runbook,
            @Nullable String incident,
            @Nullable Set<String> actions,
            Instant started) {}

    /** A run that acted and ended. */
    record Ran(String id, String runbook, @Nullable String incident, Instant ended, boolean helped) {

        /** Another runbook against another incident, or against none. */
        boolean isOtherThan(String otherRunbook, @Nullable String otherIncident) {
            return !runbook.equals(otherRunbook) && (incident == null || !incident.equals(otherIncident));
        }
    }

    private static final class Course {
        private final Running run;
        private boolean acted;
        private @Nullable String action;

        Course(Running run) {
            this.run = run;
        }
    }

    private final Map<String, Course> underWay = new LinkedHashMap<>();
    private final Map<String, Deque<Ran>> ran = new HashMap<>();

    void started(Running run) {
        underWay.put(run.id(), new Course(run));
    }

    /** A step began. */
    void acts(String id, String action) {
        Course course = underWay.get(id);
        if (course != null) {
            course.acted = true;
            course.action = action;
        }
    }

    /** What the step that ended was doing, or null when that is not known. */
    @Nullable
    String actedBy(String id) {
        Course course = underWay.get(id);
        return course == null ? null : course.action;
    }

    /** A run is over; one that did nothing left nothing to wait for. */
    void ended(String id, Instant time, boolean helped) {
        Course course = underWay.remove(id);
        if (course == null || !course.acted) {
            return;
        }
        Running run = course.run;
        Deque<Ran> last = ran.computeIfAbsent(run.place(), first -> new ArrayDeque<>());
        last.addLast(new Ran(id, run.runbook(), run.incident(), time, helped));
        if (last.size() > MOST_RAN) {
            last.removeFirst();
        }
    }

    /** The last runs on a service, the earliest first. */
    Collection<Ran> ranOn(String place) {
        Deque<Ran> last = ran.get(place);
        return last == null ? List.of() : last;
    }

    /** A run that is under way on a service, other than this one, or null. */
    @Nullable
    Running underWayOn(String place, @Nullable String but) {
        return underWay.values().stream()
                .map(course -> course.run)
                .filter(run -> run.place().equals(place) && !run.id().equals(but))
                .findFirst()
                .orElse(null);
    }

    /** A run under way that uses this action, or may, other than this one; or null. */
    @Nullable
    String using(String client, String action, @Nullable String but) {
        return underWay.values().stream()
                .map(course -> course.run)
                .filter(run -> run.client().equals(client) && !run.id().equals(but))
                .filter(run -> run.actions() == null || run.actions().contains(action))
                .map(Running::id)
                .findFirst()
                .orElse(null);
    }

    /** Forgets what is of no consequence any more. */
    void forgetBefore(Instant since) {
        ran.values().removeIf(last -> !last.getLast().ended().isAfter(since));
        underWay.values().removeIf(course -> !course.run.started().isAfter(since));
    }
}
