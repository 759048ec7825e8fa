package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that are saved together: all of it follows from its token, so that whoever reads the store knows what it must hold, and
 * can save it again.
 *
 * @param token unique in the evaluation
 * @param records what is saved
 */
record LoadBatch(String token, List<LoadBatch.Piece> records) {

    /** What the records are called in {@code Stores.records}. */
    static final String KIND = "eval";

    /** How they are kept. */
    static final RecordCodec<Piece> CODEC = new PieceCodec();

    /** What an entry says that names a batch. */
    static final EntryType NAMED = EntryType.of("eval.named", 1);

    /** What records are counted under; all threads add to all of them. */
    static final List<String> TALLIES = List.of("tally/0", "tally/1", "tally/2");

    /** The field by which the records of a batch are found. */
    static final String FIELD = "batch";

    private static final Actor LOAD = Actor.system("load");
    private static final int MOST = 40;
    private static final int LONGEST_FILLER = 300;

    /**
     * One record of a batch.
     *
     * @param id unique in the evaluation
     * @param batch the batch's token
     * @param filler so that records differ in length
     */
    record Piece(String id, String batch, String filler) {

        /** What it counts for. */
        Map<String, Long> tally() {
            return Map.of("records", 1L, "letters", (long) filler.length());
        }

        String tallyOf() {
            return TALLIES.get(Math.floorMod(id.hashCode(), TALLIES.size()));
        }
    }

    /** What an entry says: which batch was saved before. */
    record Name(String batch) {}

    static LoadBatch of(String token) {
        Random random = new Random(token.hashCode());
        return new LoadBatch(
                token,
                IntStream.rangeClosed(0, random.nextInt(MOST))
                        .mapToObj(i -> new Piece(token + "/" + i, token, "f".repeat(random.nextInt(LONGEST_FILLER))))
                        .toList());
    }

    /** The entry that names it. */
    Append naming() {
        return Append.by(LOAD).add("named", NAMED, new Name(token));
    }

    private static final class PieceCodec implements RecordCodec<Piece> {

        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public RecordIndex index(Piece piece) {
            return RecordIndex.of(
                            piece.id(),
                            Instant.ofEpochSecond(Math.floorMod(piece.id().hashCode(), 1_000_000_000)))
                    .with(FIELD, piece.batch())
                    .text("piece of " + piece.batch())
                    .tally(piece.tallyOf(), piece.tally());
        }

        @Override
        public String encode(Piece piece) {
            return JSON.writeValueAsString(piece);
        }

        @Override
        public Piece decode(String text) {
            return JSON.readValue(text, Piece.class);
        }
    }
}
