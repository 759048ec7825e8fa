package io.aiops4j.jmh.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The child's end of the line to its parent. When the parent is gone, so is the child. */
final class ParentWatch {

    private final PrintStream out = System.out;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private ParentWatch() {}

    /** Begins to listen. */
    static ParentWatch begin() {
        ParentWatch watch = new ParentWatch();
        Thread listener = new Thread(watch::listen, "eval-parent");
        listener.setDaemon(true);
        listener.start();
        return watch;
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
            }
        } catch (IOException gone) {
            // as with its end
        }
        Runtime.getRuntime().halt(1);
    }

    /** Waits for the next word of the parent. */
    String await() throws InterruptedException {
        return heard.take();
    }

    /** Says a short line in one piece: it reaches the parent whole, or not at all. */
    synchronized void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
