package io.aiops4j.jmh.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What steps did to the world: a line each in a file that is forced, so that it outlives whoever did it. Probes read it. */
final class CrashEffects {

    private final Path file;

    CrashEffects(Path file) {
        this.file = file;
    }

    /** Has an effect, under the key with which it could be had only once. */
    void add(int step, String key) throws IOException {
        byte[] line = (step + " " + key + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line));
            channel.force(true);
        }
    }

    /** The keys under which each step had its effect, in order. */
    Map<Integer, List<String>> read() throws IOException {
        Map<Integer, List<String>> effects = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] words = line.split(" ", 2);
                effects.computeIfAbsent(Integer.valueOf(words[0]), first -> new ArrayList<>())
                        .add(words[1]);
            }
        }
        return effects;
    }

    /** The state of the target: what was done. */
    Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>(Map.of("status", "running"));
        for (int step = 0; step < 9; step++) {
            state.put("done." + step, "no");
        }
        read().keySet().forEach(step -> state.put("done." + step, "yes"));
        return state;
    }
}
