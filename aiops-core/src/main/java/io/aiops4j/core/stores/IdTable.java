package io.aiops4j.core.stores;

/**
 * From the hash of an append's id to a position, in two flat arrays: 12 bytes a place, at most two thirds of them taken. Ids
 * themselves stay on disk: whoever looks one up checks what stands there. Not safe for use by many threads.
 */
final class IdTable {

    private static final int FIRST_CAPACITY = 64;
    private static final int MOST = 1 << 29;

    private long[] hashes = new long[FIRST_CAPACITY];
    private int[] positions = new int[FIRST_CAPACITY]; // 0: free
    private int size;

    /** A hash that spreads over 64 bits. */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        return hash ^ (hash >>> 29);
    }

    /** Makes room for as many more. */
    void reserve(int more) {
        int capacity = hashes.length;
        while (size + more > capacity / 3L * 2 && capacity < MOST) {
            capacity *= 2;
        }
        if (capacity > hashes.length) {
            grow(capacity);
        }
    }

    void put(long hash, int position) {
        if (size + 1 > hashes.length / 3 * 2) {
            grow(2 * hashes.length);
        }
        insert(hash, position);
        size++;
    }

    private void insert(long hash, int position) {
        int mask = hashes.length - 1;
        int place = (int) hash & mask;
        while (positions[place] != 0) {
            place = (place + 1) & mask;
        }
        hashes[place] = hash;
        positions[place] = position;
    }

    private void grow(int capacity) {
        if (capacity > MOST) {
            throw new FileStoreException(
                    "The journal holds " + size + " named appends, the most that it can find again."
                            + " Go on with a new folder, or with a database.");
        }
        long[] oldHashes = hashes;
        int[] oldPositions = positions;
        hashes = new long[capacity];
        positions = new int[capacity];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldPositions[i] != 0) {
                insert(oldHashes[i], oldPositions[i]);
            }
        }
    }

    /** All positions under this hash: mostly one or none. */
    int[] find(long hash) {
        Ints found = new Ints();
        int mask = hashes.length - 1;
        for (int place = (int) hash & mask; positions[place] != 0; place = (place + 1) & mask) {
            if (hashes[place] == hash) {
                found.add(positions[place]);
            }
        }
        return found.slice(0, found.size());
    }
}
