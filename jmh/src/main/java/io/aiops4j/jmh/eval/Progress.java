package io.aiops4j.jmh.eval;

/** How far an evaluation got, for people who wait: on the error stream, since figures go to the other one. */
final class Progress {

    private Progress() {}

    static void say(String line) {
        System.err.println(line);
    }
}
