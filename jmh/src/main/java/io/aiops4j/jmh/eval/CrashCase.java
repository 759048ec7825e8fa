package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One run of six steps, and where its node goes down.
 *
 * @param number of the case; names its runbook, its service and its file
 * @param rollsBack whether the sixth step fails, and three steps roll back
 * @param allowed whether a person allows the run, else the approval vouches for it
 * @param moment when the node goes down
 * @param boundary at which append, or in which step, from 0; {@link #NEVER} for nowhere
 * @param seed what the kinds of its steps come from
 */
record CrashCase(int number, boolean rollsBack, boolean allowed, Moment moment, int boundary, long seed) {

    static final Client CLIENT = Client.DEFAULT;

    static final int NEVER = -1;

    private static final int STEPS = 6;

    /** Before an append is written, after that, or in a handler that has had its effect. */
    enum Moment {
        BEFORE,
        AFTER,
        INSIDE
    }

    /** What can be known of a step that was under way: whether it may be repeated, and whether a check tells of its effect. */
    enum Kind {
        ONCE(false, false),
        ONCE_CHECKED(false, true),
        AGAIN(true, false),
        AGAIN_CHECKED(true, true),
        FAILS(false, false);

        final boolean idempotent;
        final boolean checked;

        Kind(boolean idempotent, boolean checked) {
            this.idempotent = idempotent;
            this.checked = checked;
        }

        String action() {
            return this == FAILS ? "fails" : idempotent ? "again" : "once";
        }
    }

    static CrashCase parse(String text) {
        String[] words = text.split(" ", 6);
        return new CrashCase(
                Integer.parseInt(words[0]),
                Boolean.parseBoolean(words[1]),
                Boolean.parseBoolean(words[2]),
                Moment.valueOf(words[3]),
                Integer.parseInt(words[4]),
                Long.parseLong(words[5]));
    }

    /** One line that can be read again. */
    String text() {
        return number + " " + rollsBack + " " + allowed + " " + moment + " " + boundary + " " + seed;
    }

    /** For people. */
    String label() {
        return "case " + number + (rollsBack ? ", rolls back" : "") + (allowed ? ", allowed" : ", vouched for")
                + (boundary == NEVER ? "" : ", killed " + moment + " " + boundary);
    }

    Target target() {
        return Target.service("crash-" + number);
    }

    /** The steps in the order in which they come to be carried out, those that roll back last. */
    List<Kind> steps() {
        Random random = new Random(seed);
        List<Kind> kinds = new ArrayList<>(List.of(Kind.ONCE, Kind.ONCE_CHECKED, Kind.AGAIN, Kind.AGAIN_CHECKED));
        while (kinds.size() < STEPS) {
            kinds.add(kinds.get(random.nextInt(4)));
        }
        Collections.shuffle(kinds, random);
        if (rollsBack) {
            kinds.set(STEPS - 1, Kind.FAILS);
            List<Kind> back = new ArrayList<>(List.of(Kind.ONCE, Kind.ONCE_CHECKED, Kind.AGAIN));
            Collections.shuffle(back, random);
            kinds.addAll(back);
        }
        return kinds;
    }

    Runbook runbook() {
        StringBuilder yaml = new StringBuilder("id: crash-" + number + "\nincidentTypes: [crash]\nsteps:\n");
        List<Kind> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            yaml.append(i == STEPS ? "rollback:\n" : "").append(step(i, steps.get(i)));
        }
        return RunbookCodec.fromYaml(
                yaml.append("verification: [\"status = 'running'\"]\n").toString());
    }

    private static String step(int number, Kind kind) {
        return "  - {name: step " + number + ", action: " + kind.action() + ", parameters: {n: \"" + number + "\"}"
                + (kind.checked ? ", check: \"done." + number + " = 'yes'\"" : "")
                + (kind == Kind.FAILS ? ", onFailure: roll_back" : "") + "}\n";
    }
}
