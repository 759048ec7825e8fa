package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

    private static final byte[] LAST_YEARS = "the key of last year, 32 bytes..".getBytes(StandardCharsets.UTF_8);
    private static final byte[] THIS_YEARS = "the key of this year, 32 bytes..".getBytes(StandardCharsets.UTF_8);
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Journal journal = Stores.inMemory(clock).journal();
    private final ToyKind kind = new ToyKind("toy");
    private String old = "";

    private ReviewQueue queue(Authority authority) {
        ReviewQueue reviews = new ReviewQueue(journal, authority, clock);
        reviews.register(kind);
        return reviews;
    }

    @BeforeEach
    void approve_under_last_years_key() {
        ReviewQueue reviews = queue(Authority.of(LAST_YEARS).approver("bob"));
        old = reviews.submit(kind, "an old change", Client.DEFAULT, ALICE, "because");
        reviews.approve(old, BOB);
    }

    @Test
    void what_an_earlier_key_sealed_holds_and_what_follows_is_sealed_with_the_new_one() {
        Authority rotated = Authority.of(THIS_YEARS).formerly(LAST_YEARS).approver("bob");
        ReviewQueue reviews = queue(rotated);
        assertThat(reviews.approved(kind, old).value()).isEqualTo("an old change");
        String fresh = reviews.submit(kind, "a new change", Client.DEFAULT, ALICE, "because");
        reviews.approve(fresh, BOB);
        assertThat(reviews.approved(kind, fresh).value()).isEqualTo("a new change");
        assertThat(new JournalReader(journal, rotated.seal()).verify().intact()).isTrue();
        assertThatThrownBy(() -> new ReviewQueue(journal, Authority.of(LAST_YEARS), clock).approved(kind, fresh))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining("seal");
    }

    @Test
    void without_the_earlier_key_nobodys_old_word_counts() {
        ReviewQueue reviews = queue(Authority.of(THIS_YEARS));
        assertThatThrownBy(() -> reviews.approved(kind, old))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining("seal");
        assertThat(new JournalReader(journal, Authority.of(THIS_YEARS).seal())
                        .verify()
                        .toString())
                .contains("does not bear the host's seal");
    }
}
