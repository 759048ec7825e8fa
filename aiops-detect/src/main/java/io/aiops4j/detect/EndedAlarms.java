package io.aiops4j.detect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The alarms that ended last. Alarms are rare, so that one lock for all is no matter. */
final class EndedAlarms {

    private final Deque<Alarm> alarms = new ArrayDeque<>();

    synchronized void add(Alarm alarm) {
        if (alarms.size() == Detection.MOST_ENDED) {
            alarms.removeFirst();
        }
        alarms.addLast(alarm);
    }

    synchronized List<Alarm> latest() {
        return List.copyOf(alarms);
    }
}
