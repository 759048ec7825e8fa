package io.aiops4j.learning.confidence;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.decide.DecisionEntries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What might have happened, said so plainly that what a selector means can be told without the code under test. */
final class History {

    static final Seal SEAL = Seal.with("0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    /** One fact; its causes are numbers of facts before it. */
    record Fact(
            String stream,
            EntryType type,
            Object payload,
            Actor actor,
            Client client,
            @Nullable String incident,
            @Nullable String run,
            List<Integer> causes,
            @Nullable Selector forgets) {

        boolean isMeantBy(Selector selector) {
            return switch (selector.kind()) {
                case INCIDENT -> selector.value().equals(incident);
                case RUN -> selector.value().equals(run);
                case CLIENT -> selector.value().equals(client.id());
                case ACTOR -> selector.value().equals(actor.toString());
            };
        }
    }

    final List<Fact> facts = new ArrayList<>();
    private final Random random;

    History(long seed, int incidents, int forgotten) {
        this.random = new Random(seed);
        List<Integer> words = new ArrayList<>();
        for (int word = 0; word < 4; word++) {
            words.add(fact("word/" + word, EntryType.of("word.given", 1), Map.of(), person(), client(), null, null));
        }
        for (int number = 0; number < incidents; number++) {
            String incident = "inc-" + number;
            Client client = client();
            int opened = fact(
                    IncidentEntries.stream(incident),
                    IncidentEntries.OPENED,
                    Map.of("message", "\"incident\":\"inc-0\""),
                    Actor.system("correlation"),
                    client,
                    incident,
                    null);
            int decided = fact(
                    DecisionEntries.stream(incident),
                    DecisionEntries.MADE,
                    new DecisionEntries.Made("auto_run", "", List.of(), "basis"),
                    Actor.system("decision"),
                    client,
                    incident,
                    null,
                    opened);
            for (int run = random.nextInt(3); run > 0; run--) {
                boolean against = random.nextInt(4) > 0;
                // as today, or as a later version might: caused by the decision alone, or by several words
                int[] causes = switch (random.nextInt(4)) {
                    case 0 -> new int[] {decided};
                    case 1 -> new int[] {decided, words.get(random.nextInt(words.size()))};
                    default -> new int[] {words.get(random.nextInt(words.size()))};
                };
                run(client, against ? incident : null, causes);
            }
            if (forgotten > 0 && random.nextInt(incidents) < forgotten) {
                forget(selector());
            }
        }
        for (int i = 0; i < forgotten; i++) {
            forget(selector());
        }
    }

    void run(Client client, @Nullable String incident, int... causes) {
        String run = "run-" + facts.size();
        Actor actor = random.nextBoolean() ? Actor.system("decision") : person();
        String digest = "version-" + random.nextInt(3);
        Map<String, Object> start = new HashMap<>(Map.of("runbook", "redis-oom"));
        // a parameter of that name is not what the run is against
        start.put("parameters", Map.of("incident", "inc-" + random.nextInt(5)));
        if (incident != null) {
            start.put("incident", incident);
        }
        int started = fact(RunEntries.stream(run), RunEntries.STARTED, start, actor, client, incident, run, causes);
        fact(RunEntries.stream(run), RunEntries.STEP_STARTED, Map.of(), actor, client, null, run, started);
        Verification.Outcome[] outcomes = Verification.Outcome.values();
        ExecutionResult.Status[] statuses = ExecutionResult.Status.values();
        RunEntries.Ended end = new RunEntries.Ended(
                "redis-oom",
                1,
                digest,
                incident,
                statuses[random.nextInt(statuses.length)],
                outcomes[random.nextInt(outcomes.length)],
                true);
        int ended = fact(RunEntries.stream(run), RunEntries.ENDED, end, actor, client, incident, run, started);
        if (incident != null && end.status() == ExecutionResult.Status.COMPLETED && random.nextBoolean()) {
            recur(run, digest, end, ended);
        }
        for (int word = random.nextInt(4); word > 0; word--) {
            RunEntries.Judged said = new RunEntries.Judged(
                    "redis-oom", 1, digest, incident, end.status(), end.verification(), random.nextBoolean());
            fact(RunEntries.stream(run), RunEntries.JUDGED, said, person(), client, incident, run, ended);
        }
    }

    // as the runner writes it: by whom and because of what the end was said, and about the incident that came back
    private void recur(String run, String digest, RunEntries.Ended end, int ended) {
        if (end.verification() != Verification.Outcome.PASSED) {
            return;
        }
        Fact said = facts.get(ended);
        String again = "inc-" + random.nextInt(12);
        RunEntries.Recurred came = new RunEntries.Recurred(
                "redis-oom", 1, digest, again, String.valueOf(end.incident()), Duration.ofMinutes(5));
        fact(RunEntries.stream(run), RunEntries.RECURRED, came, said.actor(), said.client(), again, run, ended);
    }

    private Actor person() {
        return Actor.person(random.nextBoolean() ? "alice" : "bob");
    }

    private Client client() {
        return Client.of(random.nextBoolean() ? "acme" : "globex");
    }

    private Selector selector() {
        return switch (random.nextInt(8)) {
            case 0 -> Selector.client(client());
            case 1 -> Selector.actor(person());
            case 2, 3 -> {
                List<String> runs = facts.stream()
                        .filter(fact -> fact.run() != null)
                        .map(Fact::run)
                        .toList();
                yield Selector.run(runs.isEmpty() ? "none" : runs.get(random.nextInt(runs.size())));
            }
            default -> Selector.incident("inc-" + random.nextInt(12));
        };
    }

    private int fact(
            String stream,
            EntryType type,
            Object payload,
            Actor actor,
            Client client,
            @Nullable String incident,
            @Nullable String run,
            int... causes) {
        List<Integer> numbers = java.util.Arrays.stream(causes).boxed().toList();
        facts.add(new Fact(stream, type, payload, actor, client, incident, run, numbers, null));
        return facts.size() - 1;
    }

    void forget(Selector selector) {
        facts.add(new Fact(
                LessonView.STREAM,
                LessonView.FORGOTTEN,
                new LessonView.Note(selector, "a drill"),
                Actor.person("carol"),
                Client.DEFAULT,
                null,
                null,
                List.of(),
                selector));
    }

    /** Writes all facts that are wanted; a cause that is not wanted is not named. */
    void write(Journal journal, java.util.function.IntPredicate wanted) {
        Map<Integer, Long> positions = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (int number = 0; number < facts.size(); number++) {
            if (!wanted.test(number)) {
                continue;
            }
            Fact fact = facts.get(number);
            Append append = Append.by(fact.actor())
                    .client(fact.client())
                    .require(fact.stream(), versions.merge(fact.stream(), 1, Integer::sum) - 1);
            for (int cause : fact.causes()) {
                append = positions.containsKey(cause) ? append.causedBy(positions.get(cause)) : append;
            }
            List<Entry> written = journal.append(
                    append.add(fact.stream(), fact.type(), fact.payload()).sealedWith(SEAL));
            positions.put(number, written.get(0).position());
        }
    }

    /** What is left when everything that was forgotten, and what only it caused, was never written. */
    boolean[] left() {
        boolean[] left = new boolean[facts.size()];
        for (int number = 0; number < left.length; number++) {
            Fact fact = facts.get(number);
            boolean meant = false;
            for (int later = number + 1; later < left.length; later++) {
                Selector selector = facts.get(later).forgets();
                meant |= selector != null && fact.isMeantBy(selector);
            }
            boolean orphan = !fact.causes().isEmpty() && fact.causes().stream().noneMatch(cause -> left[cause]);
            left[number] = fact.forgets() == null && !meant && !orphan;
        }
        return left;
    }
}
