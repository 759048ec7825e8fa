package io.aiops4j.spring.web;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who allowed what, what was started, what came of it; and whether that hangs together. */
final class JournalRoutes {

    private final JournalReader journal;
    private final Redactor redactor;
    private final ReentrantLock verifying = new ReentrantLock();

    JournalRoutes(JournalReader journal, Redactor redactor) {
        this.journal = journal;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/journal", Right.READ, call -> Answer.of(head())),
                Route.get("/journal/entries", Right.READ, this::entries, "after", "limit"),
                Route.get("/journal/verification", Right.ADMIN, this::verified, "position", "hash"));
    }

    private Map<String, Object> head() {
        Head head = journal.head();
        return Rows.row("position", head.position(), "hash", head.hash().hex());
    }

    private Answer entries(Call call) {
        int limit = call.limit();
        List<Entry> page = journal.entries(call.number("after", 0), limit);
        return Rows.page(
                page.stream().map(each -> row(each, redactor)).toList(),
                page.size() < limit
                        ? null
                        : Long.toString(page.get(page.size() - 1).position()));
    }

    static Map<String, Object> row(Entry entry, Redactor redactor) {
        boolean erased = entry.payload().isErased();
        return Rows.row(
                "position", entry.position(),
                "stream", entry.stream(),
                "version", entry.version(),
                "type", entry.type().name(),
                "time", entry.time().toString(),
                "actor", entry.actor().toString(),
                "client", entry.client().id(),
                "causes", entry.causes(),
                "hash", entry.hash().hex(),
                "sealed", entry.mac() != null,
                "erased", erased,
                "payload", erased ? null : redactor.begin().text(entry.payload().text()));
    }

    // it reads all entries: one at a time
    private Answer verified(Call call) {
        Head noted = noted(call);
        if (!verifying.tryLock()) {
            throw new Problem(Kind.CONFLICT, "The journal is being verified for somebody else. Ask again in a while.");
        }
        try {
            ChainReport chain = noted == null ? journal.verify() : journal.verify(noted);
            return Answer.of(Rows.row(
                    "intact", chain.intact(), "entries", chain.entries(), "fault", chain.fault(), "head", head()));
        } finally {
            verifying.unlock();
        }
    }

    private static @Nullable Head noted(Call call) {
        String hash = call.parameter("hash");
        if (hash == null || call.parameter("position") == null) {
            if (hash != null || call.parameter("position") != null) {
                throw new Problem(Kind.MALFORMED, "A head is a position and a hash. Send both, as they were noted.");
            }
            return null;
        }
        try {
            return new Head(call.number("position", 0), new Digest(hash));
        } catch (AiopsException notOne) {
            throw new Problem(Kind.MALFORMED, String.valueOf(notOne.getMessage()));
        }
    }
}
