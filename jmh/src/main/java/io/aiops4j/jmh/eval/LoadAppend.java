package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import java.util.Arrays;
import java.util.Random;

/**
 * One append of the load: all of it follows from its token, so that whoever reads the journal knows what it must look like,
 * and can repeat it.
 *
 * @param token unique in the evaluation
 * @param kind which sort of append
 * @param parts how many entries
 */
record LoadAppend(String token, Kind kind, int parts) {

    /** What the entries of the load say. */
    static final EntryType PIECE = EntryType.of("eval.piece", 1);

    /** How many streams are fought over. */
    static final int COUNTERS = 4;

    private static final Actor LOAD = Actor.system("load");
    private static final int MOST_PARTS = 8;
    private static final int LONGEST_FILLER = 600;

    /** The sorts of appends. */
    enum Kind {
        /** One entry. */
        SINGLE,
        /** Several entries in two streams. */
        SEVERAL,
        /** Several entries under an id. */
        NAMED,
        /** The first entry of a stream, under an id: repeated without its memory, it would be refused. */
        NAMED_FIRST,
        /** One or more entries that require the version of a stream over which all threads fight. */
        REQUIRING
    }

    /**
     * One entry of an append.
     *
     * @param token of the append
     * @param part from 0
     * @param of how many
     * @param requires the version of the counter that the append required, or -1
     * @param filler so that entries differ in length
     */
    record Piece(String token, int part, int of, long requires, String filler) {}

    static LoadAppend of(String token) {
        Random random = random(token, -1);
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int parts = kind == Kind.SINGLE ? 1 : 1 + random.nextInt(MOST_PARTS);
        return new LoadAppend(token, kind, parts);
    }

    /** The stream whose version is required. */
    String counter() {
        return "counter/" + Math.floorMod(token.hashCode(), COUNTERS);
    }

    boolean isNamed() {
        return kind == Kind.NAMED || kind == Kind.NAMED_FIRST;
    }

    /** The append itself; the version counts only for those that require one. */
    Append append(long version) {
        Append append = Append.by(LOAD);
        String own = kind == Kind.NAMED_FIRST ? "once/" + token : "load/" + token.substring(0, token.lastIndexOf('-'));
        if (isNamed()) {
            append = append.identified(token);
        }
        if (kind == Kind.NAMED_FIRST) {
            append = append.require(own, 0);
        }
        if (kind == Kind.REQUIRING) {
            append = append.require(counter(), version);
        }
        for (int part = 0; part < parts; part++) {
            append = append.add(stream(part, own), PIECE, piece(part, version));
        }
        return append;
    }

    // one that requires a counter moves it, so that the next one with the same version is refused
    private String stream(int part, String own) {
        if (kind == Kind.REQUIRING && part == 0) {
            return counter();
        }
        return part % 2 == 0 ? own : own + "/odd";
    }

    /** What one entry of it must carry. */
    Piece piece(int part, long version) {
        char[] filler = new char[random(token, part).nextInt(LONGEST_FILLER)];
        Arrays.fill(filler, (char) ('a' + part));
        return new Piece(token, part, parts, kind == Kind.REQUIRING ? version : -1, new String(filler));
    }

    private static Random random(String token, int part) {
        return new Random(token.hashCode() * 31L + part);
    }
}
