package io.aiops4j.spring.web;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.learning.decide.DecisionEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided about incidents and why, as it was journalled; the newest first. */
final class DecisionRoutes {

    // of so many entries one request looks at; where no decision is among them, the next page goes on behind
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int PAGE = 1_000;
    private static final int MOST_DIGITS = 18;
    private static final String STREAM = DecisionEntries.stream("");

    private final JournalReader journal;
    private final Redactor redactor;

    DecisionRoutes(JournalReader journal, Redactor redactor) {
        this.journal = journal;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/decisions", Right.READ, this::list, "incident", "client", "outcome", "after", "limit"),
                Route.get("/decisions/{id}", Right.READ, this::one));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        long before = call.number("after", Long.MAX_VALUE);
        String incident = call.parameter("incident");
        List<Entry> found = new ArrayList<>();
        long at = incident == null
                ? lookBack(call, Math.min(before, journal.head().position() + 1), limit, found)
                : ofIncident(call, incident, before, limit, found);
        return Rows.page(found.stream().map(this::row).toList(), at > 1 ? Long.toString(at) : null);
    }

    private long ofIncident(Call call, String incident, long before, int limit, List<Entry> found) {
        List<Entry> made = journal.stream(DecisionEntries.stream(incident));
        for (int i = made.size() - 1; i >= 0; i--) {
            Entry entry = made.get(i);
            if (entry.position() < before && isMeant(call, entry)) {
                if (found.size() == limit) {
                    return found.get(limit - 1).position();
                }
                found.add(entry);
            }
        }
        return 0;
    }

    /** Collects decisions from before a position, and says before which one to go on. */
    private long lookBack(Call call, long before, int limit, List<Entry> found) {
        long at = before;
        int looked = 0;
        while (at > 1 && looked < MOST_LOOKED_AT) {
            long from = Math.max(0, at - 1 - PAGE);
            List<Entry> page = journal.entries(from, (int) (at - 1 - from));
            looked += PAGE;
            for (int i = page.size() - 1; i >= 0; i--) {
                Entry entry = page.get(i);
                if (isMeant(call, entry)) {
                    if (found.size() == limit) {
                        return found.get(limit - 1).position();
                    }
                    found.add(entry);
                }
            }
            at = from + 1;
        }
        return at;
    }

    private static boolean isMeant(Call call, Entry entry) {
        return entry.is(DecisionEntries.MADE)
                && call.asks("client", entry.client().id())
                && (call.parameter("outcome") == null || call.asks("outcome", outcome(entry)));
    }

    private static String outcome(Entry made) {
        DecisionEntries.Made said = said(made);
        return said == null ? "" : said.outcome();
    }

    // null for what was erased or altered: that something was decided is left
    private static DecisionEntries.@Nullable Made said(Entry made) {
        try {
            return made.payload().isErased() ? null : made.payload().as(DecisionEntries.Made.class);
        } catch (AiopsException altered) {
            return null;
        }
    }

    private Answer one(Call call) {
        String text = call.variable("id");
        boolean number =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long position = number ? Long.parseLong(text) : 0;
        List<Entry> entries = position < 1 ? List.of() : journal.entries(position - 1, 1);
        return entries.stream()
                .filter(entry -> entry.is(DecisionEntries.MADE))
                .findFirst()
                .map(entry -> Answer.of(row(entry)))
                .orElseThrow(() -> Problem.notFound("decision", text));
    }

    /** The last decision about an incident, or null. */
    @Nullable
    Map<String, Object> last(String incident) {
        List<Entry> made = journal.stream(DecisionEntries.stream(incident));
        return made.isEmpty() ? null : row(made.get(made.size() - 1));
    }

    private Map<String, Object> row(Entry entry) {
        DecisionEntries.Made said = said(entry);
        return Rows.row(
                "position", entry.position(),
                "incident", entry.stream().substring(STREAM.length()),
                "client", entry.client().id(),
                "time", entry.time().toString(),
                "outcome", said == null ? null : said.outcome(),
                "runbook", said == null || said.runbook().isEmpty() ? null : said.runbook(),
                "reasons",
                        said == null
                                ? null
                                : said.reasons().stream()
                                        .map(reason -> redactor.begin().text(reason))
                                        .toList(),
                "basis", said == null ? null : said.basis(),
                "options", options(entry),
                "causes", entry.causes(),
                "erased", entry.payload().isErased());
    }

    // what could have run was written with it; decisions from before that was so have none
    private @Nullable List<Map<String, Object>> options(Entry made) {
        return journal.entries(made.position(), 1).stream()
                .filter(next ->
                        next.is(DecisionEntries.WEIGHED) && !next.payload().isErased())
                .findFirst()
                .map(next -> next.payload().as(DecisionEntries.Weighed.class).options().stream()
                        .map(DecisionRoutes::option)
                        .toList())
                .orElse(null);
    }

    private static Map<String, Object> option(DecisionEntries.Option option) {
        return Rows.row(
                "runbook", option.runbook(),
                "digest", option.digest(),
                "mode", option.mode(),
                "lowerBound", option.lowerBound(),
                "threshold", option.threshold(),
                "failedHere", option.failedHere(),
                "critical", option.critical());
    }
}
