package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import java.util.ArrayList;
import java.util.List;

/** One sound runbook, and each way to spoil it: what the check says is tested, and printed in docs/runbooks.md. */
final class FaultCases {

    static final String SOUND = """
            id: redis-oom
            version: 2
            incidentTypes: [out_of_memory]
            parameters:
              - {name: mb, type: number, min: 1, max: 4096, preset: 512}
            steps:
              - {name: limit, action: set_limit, parameters: {mb: "${mb}"}, timeout: 10s}
              - {name: restart, action: restart, parameters: {service: "${target.service}"}}
            verification: ["status = 'running'"]
            """;

    private static final String RESTART =
            "{name: restart, action: restart, parameters: {service: \"${target.service}\"}}";

    private FaultCases() {}

    /**
     * A way to spoil it.
     *
     * @param path where the fault is
     * @param from what is replaced
     * @param to by what
     */
    record Case(String path, String from, String to) {

        String yaml() {
            if (!SOUND.contains(from)) {
                throw new IllegalStateException("'" + from + "' does not stand in the sound runbook");
            }
            return SOUND.replace(from, to);
        }

        List<Fault> faults() {
            return FaultCases.faults(yaml());
        }
    }

    static List<Fault> faults(String yaml) {
        RunbookReader.Reading reading = RunbookCodec.reading("a.yaml", yaml);
        return reading.with(new RunbookCheck(RunbookCheckTest.CATALOGUE::get).check(reading.runbook()));
    }

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.add(new Case("id", "id: redis-oom", "id: ''\ntitle: Redis"));
        all.add(new Case("id", "id: redis-oom", "title: Redis\nid: " + "x".repeat(201)));
        all.add(new Case("version", "version: 2", "version: 0"));
        all.add(new Case("version", "version: 2", "version: two"));
        all.add(new Case("sudo", "version: 2", "version: 2\nsudo: true"));
        all.add(new Case("title", "version: 2", "title: [a, b]"));
        all.add(new Case("title", "version: 2", "title: postgres://app:hunter2@db/shop"));
        all.add(new Case("incidentTypes", "[out_of_memory]", "[]"));
        all.add(new Case("incidentTypes", "[out_of_memory]", "out_of_memory"));
        all.add(new Case("incidentTypes[1]", "[out_of_memory]", "[out_of_memory, ' ']"));
        all.add(new Case("incidentTypes[1]", "[out_of_memory]", "[out_of_memory, out_of_memory]"));
        all.add(new Case("parameters[1].name", "preset: 512}", "preset: 512}\n  - {preset: 1}"));
        all.add(new Case("parameters[1]", "preset: 512}", "preset: 512}\n  - {name: mb, preset: 1}"));
        all.add(new Case("parameters[1].name", "preset: 512}", "preset: 512}\n  - {name: 'a}b'}"));
        all.add(new Case("parameters[1].type", "preset: 512}", "preset: 512}\n  - {name: on, type: whole}"));
        all.add(new Case("parameters[0].preset", "preset: 512", "preset: 5000"));
        all.add(new Case("parameters[0].min", "min: 1,", "min: few,"));
        all.add(new Case("parameters[0].min", "min: 1, max: 4096, preset: 512", "min: 5000, max: 4096"));
        all.add(new Case("parameters[1].max", "preset: 512}", "preset: 512}\n  - {name: on, type: boolean, max: 1}"));
        all.add(new Case("parameters[0].allowed", "preset: 512", "preset: 512, allowed: [512, 9999]"));
        all.add(new Case("preconditions[0]", "steps:", "preconditions: [\"heap.used < ${gone}\"]\nsteps:"));
        all.add(new Case("steps", SOUND.substring(SOUND.indexOf("steps:"), SOUND.indexOf("verification")), ""));
        all.add(new Case("steps", RESTART, steps(100)));
        all.add(new Case("steps", RESTART, slow()));
        all.add(new Case("steps[1].name", "name: restart,", "name: limit,"));
        all.add(new Case("steps[1].action", "action: restart", "action: restrat"));
        all.add(new Case("steps[0].parameters.mb", "\"${mb}\"", "9999"));
        all.add(new Case("steps[0].parameters.mb", "\"${mb}\"", "\"${gigabytes}\""));
        all.add(new Case("steps[1].parameters.service", "${target.service}\"", "${target.service\""));
        all.add(new Case("steps[0].parameters.mb", "type: number, min: 1, max: 4096, preset: 512", "type: text"));
        all.add(new Case("steps[0].parameters.mb", "min: 1, max: 4096, preset: 512", "min: 5000"));
        all.add(new Case("steps[0].parameters.mb", "min: 1, max: 4096, preset: 512", "preset: 9999"));
        all.add(new Case("steps[0].parameters.mb", "min: 1, max: 4096, preset: 512", "allowed: [512, 9999]"));
        all.add(new Case("steps[1].parameters.service", "{service: \"${target.service}\"}", "{}"));
        all.add(new Case("steps[1].parameters.force", "{service:", "{force: yes, service:"));
        all.add(new Case("steps[1].parameters.service", "\"${target.service}\"", "AKIA" + "IOSFODNN7EXAMPLE"));
        all.add(new Case("steps[0].timeout", "timeout: 10s", "timeout: 10"));
        all.add(new Case("steps[0].timeout", "timeout: 10s", "timeout: 2h"));
        all.add(new Case("steps[0].timeout", "timeout: 10s", "timeout: 0s"));
        all.add(new Case("steps[1].retries", "action: restart,", "action: restart, retries: 99,"));
        all.add(new Case("steps[0].retries", "timeout: 10s", "retries: 1"));
        all.add(new Case("steps[1].pause", "action: restart,", "action: restart, retries: 1, pause: 1h,"));
        all.add(new Case("steps[0].onFailure", "timeout: 10s", "onFailure: shrug"));
        all.add(new Case("steps[0].onFailure", "timeout: 10s", "onFailure: roll_back"));
        all.add(new Case(
                "rollback[0].onFailure", "verification", "rollback: [" + undo("roll_back") + "]\nverification"));
        all.add(new Case("steps[0].check", "timeout: 10s", "check: all is well"));
        all.add(new Case("steps[0].check", "timeout: 10s", "check: \"status > 'running'\""));
        all.add(new Case("steps[0].check", "timeout: 10s", "check: \"status = '${mb}'\""));
        all.add(new Case("verification", "[\"status = 'running'\"]", "[]"));
        all.add(new Case("verification[0]", "[\"status = 'running'\"]", "[status = status]"));
        all.add(new Case("watch", "version: 2", "version: 2\nwatch: 2h"));
        all.add(new Case("origin.parent", "version: 2", "version: 2\norigin: {parent: 2}"));
        all.add(new Case("origin.generated", "version: 2", "version: 2\norigin: {generated: maybe}"));
        all.add(new Case("runbook", "version: 2", "version: 2\ntitle: '" + "x".repeat(Runbook.MOST_BYTES) + "'"));
        return all;
    }

    private static String undo(String onFailure) {
        return "{name: undo, action: restart, parameters: {service: x}, onFailure: " + onFailure + "}";
    }

    private static String steps(int more) {
        StringBuilder steps = new StringBuilder(RESTART);
        for (int i = 0; i < more; i++) {
            steps.append("\n  - ").append(RESTART.replace("name: restart", "name: restart" + i));
        }
        return steps.toString();
    }

    private static String slow() {
        String slow = RESTART.replace("action: restart,", "action: restart, retries: 10, timeout: 1h,");
        return slow + "\n  - " + slow.replace("name: restart", "name: again") + "\n  - "
                + slow.replace("name: restart", "name: and again");
    }
}
