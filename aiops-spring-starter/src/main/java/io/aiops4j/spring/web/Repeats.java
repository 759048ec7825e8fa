package io.aiops4j.spring.web;

import io.aiops4j.core.Digest;
import io.aiops4j.spring.web.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was done under a key is not done again: the same answer is given once more. It is kept in this process, for the last keys; beyond
 * that, and on other nodes, the versions of proposals and the library's own rules stand in the way of doing a thing twice.
 */
final class Repeats {

    /** How many keys are remembered. */
    static final int MOST = 1_000;

    /** The longest key. */
    static final int LONGEST_KEY = 200;

    private final Map<String, Done> done = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
            return size() > MOST;
        }
    };

    private record Done(Digest request, @Nullable Answer answer) {}

    /** Does it, unless it was done for this caller under this key; what failed may be tried again. */
    Answer once(String caller, @Nullable String key, String path, String body, Supplier<Answer> work) {
        if (key == null) {
            return work.get();
        }
        requirePlain(key);
        // a length in front, so that no name ends where another key begins
        String whole = caller.length() + ":" + caller + key;
        Digest request = Digest.of((path + "\n" + body).getBytes(StandardCharsets.UTF_8));
        Answer earlier = begin(whole, request);
        if (earlier != null) {
            return earlier;
        }
        Answer answer = null;
        try {
            answer = work.get();
            return answer;
        } finally {
            synchronized (done) {
                if (answer == null) {
                    done.remove(whole);
                } else {
                    done.put(whole, new Done(request, answer));
                }
            }
        }
    }

    private @Nullable Answer begin(String key, Digest request) {
        synchronized (done) {
            Done before = done.get(key);
            if (before == null) {
                done.put(key, new Done(request, null));
                return null;
            }
            if (!before.request().equals(request)) {
                throw new Problem(
                        Kind.INVALID,
                        "This Idempotency-Key was used for another request. Use a new one for a new request.");
            }
            if (before.answer() == null) {
                throw new Problem(
                        Kind.CONFLICT, "The request of this Idempotency-Key is under way. Ask again in a moment.");
            }
            return before.answer();
        }
    }

    private static void requirePlain(String key) {
        boolean plain =
                !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain) {
            throw new Problem(
                    Kind.MALFORMED,
                    "The Idempotency-Key is empty, too long or not of printable ASCII. Use at most " + LONGEST_KEY
                            + " letters and digits.");
        }
    }
}
