package io.aiops4j.jmh.eval;

import java.io.IOException;
import java.util.List;

/** One thing that is measured: a sub-command of {@code eval.jar}. */
interface Evaluation {

    /** The name on the command line. */
    String name();

    /** What it measures, in one line of the help. */
    String summary();

    /** Its own help: options, formats, figures; ends with a line break. */
    String usage();

    /**
     * Measures.
     *
     * @param args the options behind the name
     * @throws BadInput if they are wrong, or what they name cannot be used
     * @throws IOException if a file cannot be read or written
     */
    Figures run(List<String> args) throws IOException;
}
