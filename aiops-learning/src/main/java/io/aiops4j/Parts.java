package io.aiops4j;

import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.learning.llm.Models;
import io.aiops4j.learning.loop.Learning;
import io.aiops4j.learning.loop.Loop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an instance is made of, and what takes more than one part to answer. */
record Parts(
        Stores stores,
        Loop loop,
        Observer observer,
        ExecutionRecorder recorder,
        Seal seal,
        List<Escalations> telling,
        @Nullable Models models) {

    AiopsHealth health() {
        Map<String, String> degradations = new LinkedHashMap<>();
        if (!seal.isKeyed()) {
            degradations.put(
                    "authority", "there is no key: whoever can write the store can approve; use Authority.of(key)");
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("journal.entries", loop.journal().head().position());
        figures.put("journal.lag", loop.lag());
        figures.put("signals.waiting", (long) loop.waiting());
        count(degradations, figures, "signals.dropped", loop.dropped(), "more were observed than could be dealt with");
        figures.put("records.waiting", (long) recorder.waiting());
        count(
                degradations,
                figures,
                "records.spilled",
                recorder.spilled(),
                "executions wait for the store to take them");
        count(degradations, figures, "records.dropped", recorder.dropped(), "executions could not be stored");
        List<String> stuck = loop.runner().stuck();
        count(
                degradations,
                figures,
                "runs.stuck",
                stuck.size(),
                "handlers that do not let themselves be stopped, their targets stay" + " locked: "
                        + String.join("; ", stuck));
        figures.put("runs.open", (long) loop.runner().open().size());
        loop.runner().halted().ifPresent(by -> degradations.put("runs.halted", "nothing starts, halted " + by));
        count(degradations, figures, "loop.failures", loop.failures(), "see the log for the reasons");
        learning(degradations, figures);
        count(degradations, figures, "observer.failures", observer.failures(), "see the log for the first of them");
        count(
                degradations,
                figures,
                "lines.cut",
                observer.cut(),
                "lines were longer than " + Observer.LONGEST + " characters, and their ends were not looked at");
        if (!telling.isEmpty()) {
            notices(degradations, figures);
        }
        if (models != null) {
            ModelHealth.of(models.figures(), degradations, figures);
        }
        return new AiopsHealth(degradations, figures);
    }

    private void learning(Map<String, String> degradations, Map<String, Long> figures) {
        Learning learning = loop.learning();
        figures.put("learning.backlog", learning.backlog());
        figures.put("learning.analysed", learning.analysed());
        count(
                degradations,
                figures,
                "learning.parked",
                learning.parked(),
                "failures could not be analysed; see learning().find(Query.all().where(\"outcome\", \"parked\"))");
    }

    private void notices(Map<String, String> degradations, Map<String, Long> figures) {
        figures.put(
                "notices.waiting",
                telling.stream().mapToLong(Escalations::waiting).sum());
        long dropped = telling.stream().mapToLong(Escalations::dropped).sum();
        long failed = telling.stream().mapToLong(Escalations::failed).sum();
        count(
                degradations,
                figures,
                "notices.dropped",
                dropped,
                "escalations that nobody was told of: too many waited");
        count(degradations, figures, "notices.failed", failed, "escalations that nobody may have been told of");
    }

    static void count(
            Map<String, String> degradations, Map<String, Long> figures, String name, long count, String meaning) {
        figures.put(name, count);
        if (count > 0) {
            degradations.put(name, count + ": " + meaning);
        }
    }

    boolean flush(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        return loop.flush(deadline) && recorder.flush(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    void close() {
        loop.close();
        telling.forEach(Escalations::close);
        recorder.close();
        stores.close();
    }
}
