package io.aiops4j.core;

/**
 * One thing that is wrong with something a person or a model wrote: where, what, and what to write instead.
 *
 * <pre>{@code
 * new Fault("steps[2].action", "unknown action 'restrat_service'", "did you mean 'restart_service'?");
 * }</pre>
 *
 * @param path where it stands
 * @param problem what is wrong
 * @param hint what to do about it
 */
public record Fault(String path, String problem, String hint) {

    @Override
    public String toString() {
        return path + ": " + problem + " (" + hint + ")";
    }
}
