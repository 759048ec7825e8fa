package io.aiops4j.jmh.eval;

import com.gliwka.hyperscan.jni.hs_compile_error_t;
import com.gliwka.hyperscan.jni.hs_database_t;
import com.gliwka.hyperscan.jni.hs_scratch_t;
import com.gliwka.hyperscan.jni.hyperscan;
import com.gliwka.hyperscan.jni.match_event_handler;
import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.ExpressionFlag;
import com.gliwka.hyperscan.wrapper.Scanner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Hyperscan as a host would call it, and without the part of its Java wrapper that turns strings into bytes and back. */
final class Hyperscan {

    /** Each pattern at most once per line, as in a pattern set. */
    private static final int SINGLE_MATCH = ExpressionFlag.SINGLEMATCH.getBits();

    private static final int BLOCK_MODE = 1;

    private Hyperscan() {}

    /** The wrapper: a string in, a list of matches out. */
    static MatchPeer wrapper(List<String> regexes) {
        List<Expression> expressions = new ArrayList<>();
        for (String regex : regexes) {
            expressions.add(new Expression(
                    regex, EnumSet.of(ExpressionFlag.SINGLEMATCH, ExpressionFlag.ALLOWEMPTY), expressions.size()));
        }
        try {
            Database database = Database.compile(expressions);
            Scanner scanner = new Scanner();
            scanner.allocScratch(database);
            return MatchPeer.of(line -> scanner.scan(database, line).size());
        } catch (CompileErrorException e) {
            throw new BadInput("Hyperscan cannot compile these patterns: " + e.getMessage());
        }
    }

    /** {@code hs_scan} over bytes that lie ready in native memory. */
    static MatchPeer direct(List<String> regexes) {
        return new Direct(regexes);
    }

    private static final class Direct implements MatchPeer {

        private final hs_database_t database;
        private final hs_scratch_t scratch;
        private final Counter counter = new Counter();
        private BytePointer bytes = new BytePointer();
        private int[] ends = {};

        Direct(List<String> regexes) {
            int count = regexes.size();
            int[] flags = new int[count];
            int[] ids = new int[count];
            for (int i = 0; i < count; i++) {
                flags[i] = SINGLE_MATCH | ExpressionFlag.ALLOWEMPTY.getBits();
                ids[i] = i;
            }
            PointerPointer<hs_database_t> compiled = new PointerPointer<>(1);
            PointerPointer<hs_compile_error_t> error = new PointerPointer<>(1);
            PointerPointer<BytePointer> texts = new PointerPointer<>(regexes.toArray(String[]::new));
            check(hyperscan.hs_compile_multi(
                    texts, new IntPointer(flags), new IntPointer(ids), count, BLOCK_MODE, null, compiled, error));
            PointerPointer<hs_scratch_t> allocated = new PointerPointer<>(1);
            allocated.put(0, (Pointer) null);
            database = compiled.get(hs_database_t.class, 0);
            check(hyperscan.hs_alloc_scratch(database, allocated));
            scratch = allocated.get(hs_scratch_t.class, 0);
        }

        @Override
        public void prepare(List<String> lines) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ends = new int[lines.size() + 1];
            for (int i = 0; i < lines.size(); i++) {
                all.writeBytes(lines.get(i).getBytes(StandardCharsets.UTF_8));
                ends[i + 1] = all.size();
            }
            bytes = new BytePointer(all.toByteArray());
        }

        @Override
        public long match(int from, int to) {
            counter.count = 0;
            for (int i = from; i < to; i++) {
                bytes.position(ends[i]);
                check(hyperscan.hs_scan(database, bytes, ends[i + 1] - ends[i], 0, scratch, counter, null));
            }
            return counter.count;
        }

        @Override
        public void close() {
            hyperscan.hs_free_scratch(scratch);
            hyperscan.hs_free_database(database);
        }

        private static void check(int result) {
            if (result != 0) {
                throw new BadInput("Hyperscan fails with the code " + result + ".");
            }
        }
    }

    /** Called for each match. */
    private static final class Counter extends match_event_handler {

        private long count;

        @Override
        public int call(int id, long from, long to, int flags, Pointer context) {
            count++;
            return 0;
        }
    }
}
