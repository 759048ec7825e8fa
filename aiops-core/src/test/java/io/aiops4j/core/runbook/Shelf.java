package io.aiops4j.core.runbook;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A journal, a queue and runbooks, with a folder beside them. */
final class Shelf {

    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");

    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    final Journal journal = Stores.inMemory(clock).journal();
    final ReviewQueue reviews = new ReviewQueue(
            journal,
            Authority.of("a key of thirty-two bytes or more".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .approver("bob"),
            clock);
    final Runbooks runbooks = new Runbooks(journal, reviews, RunbookCheckTest.CATALOGUE::get);

    /** A sound runbook of this id, version and title. */
    static String yaml(String id, int version, String title) {
        return FaultCases.SOUND
                .replace("id: redis-oom", "id: " + id + "\ntitle: " + title)
                .replace("version: 2", "version: " + version);
    }

    static Path write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
