package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Head;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Where the journal ends, and whether it hangs together. */
final class JournalReport {

    private final Aiops aiops;
    private final ReentrantLock verifying = new ReentrantLock();

    JournalReport(Aiops aiops) {
        this.aiops = aiops;
    }

    /** What to note somewhere else. */
    Map<String, Object> head() {
        Head head = aiops.journal().head();
        return Listing.row("position", head.position(), "hash", head.hash().hex());
    }

    /** The same, and whether all entries before it hang together; one at a time, since it reads them all. */
    Map<String, Object> verified() {
        Map<String, Object> report = head();
        if (!verifying.tryLock()) {
            report.put("chain", "is being verified for somebody else: ask again in a while");
            return report;
        }
        try {
            ChainReport chain = aiops.journal().verify();
            report.put("intact", chain.intact());
            report.put("chain", chain.toString());
        } finally {
            verifying.unlock();
        }
        return report;
    }
}
