package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reviewer or author mends a version that is under review. */
final class RunbookEditTest {

    private final Shelf shelf = new Shelf();
    private final Runbook first = RunbookCodec.fromYaml(Shelf.yaml("cache", 1, "Frist"));
    private final Runbook mended = RunbookCodec.fromYaml(Shelf.yaml("cache", 1, "First"));
    private final String id = shelf.runbooks.submit(first, Shelf.ALICE);

    @Test
    void what_was_edited_takes_the_place_and_the_number_of_what_was_proposed() {
        String edited = shelf.runbooks.edit(id, mended, Shelf.ALICE, "a typing error");

        assertThat(shelf.runbooks.versions(Client.DEFAULT, "cache"))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.runbook()).isEqualTo(mended);
                    assertThat(version.proposalId()).isEqualTo(edited);
                });
        assertThat(shelf.reviews.byId(id).orElseThrow().state()).isEqualTo(Proposal.State.SUPERSEDED);
        assertThat(shelf.reviews.pending()).extracting(Proposal::id).containsExactly(edited);
    }

    @Test
    void the_word_over_the_old_bytes_is_void_and_neither_author_nor_editor_can_give_the_new_one() {
        shelf.reviews.approve(id, Shelf.BOB);
        assertThat(shelf.runbooks
                        .approved(Client.DEFAULT, RunbookCodec.digest(first))
                        .value())
                .isEqualTo(first);
        shelf.runbooks.edit(id, mended, Shelf.ALICE, "a typing error");
        for (Runbook either : List.of(first, mended)) {
            assertThatThrownBy(() -> shelf.runbooks.approved(Client.DEFAULT, RunbookCodec.digest(either)))
                    .isInstanceOf(NotApprovedException.class);
        }

        String second = shelf.runbooks.submit(RunbookCodec.fromYaml(Shelf.yaml("cache", 2, "Secnod")), Shelf.ALICE);
        Runbook changed = RunbookCodec.fromYaml(Shelf.yaml("cache", 2, "Second"));
        String edited = shelf.runbooks.edit(second, changed, Shelf.BOB, "a typing error");
        assertThatThrownBy(() -> shelf.reviews.approve(edited, Shelf.BOB)).isInstanceOf(ReviewException.class);
        assertThatThrownBy(() -> shelf.runbooks.approved(Client.DEFAULT, RunbookCodec.digest(changed)))
                .isInstanceOf(NotApprovedException.class);
    }

    @Test
    void an_edit_cannot_take_the_number_of_another_version_or_bring_a_fault_in() {
        shelf.reviews.approve(id, Shelf.BOB);
        String second = shelf.runbooks.submit(RunbookCodec.fromYaml(Shelf.yaml("cache", 2, "Second")), Shelf.ALICE);

        assertThatThrownBy(() -> shelf.runbooks.edit(
                        second, RunbookCodec.fromYaml(Shelf.yaml("cache", 1, "Again")), Shelf.ALICE, "renumbered"))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("version");
        Runbook unknown = RunbookCodec.fromYaml(Shelf.yaml("cache", 2, "Second").replace("restart", "rm_rf"));
        assertThatThrownBy(() -> shelf.runbooks.edit(second, unknown, Shelf.ALICE, "another action"))
                .isInstanceOf(ReviewException.class);
        assertThat(shelf.reviews.pending()).extracting(Proposal::id).containsExactly(second);
    }
}
