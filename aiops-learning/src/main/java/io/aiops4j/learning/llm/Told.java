package io.aiops4j.learning.llm;

import java.util.HashMap;
import java.util.Map;

/**
 * What models are told beside the case.
 *
 * @param facts of the host's world
 * @param templates of prompts that the host put in the place of the library's, by their names
 */
record Told(DomainFacts facts, Map<String, String> templates) {

    static final Told NOTHING = new Told(DomainFacts.NONE, Map.of());

    /** Copies the templates. */
    Told {
        templates = Map.copyOf(templates);
    }

    Told facts(DomainFacts other) {
        return new Told(other, templates);
    }

    Told template(String name, String text) {
        Map<String, String> more = new HashMap<>(templates);
        more.put(name, text);
        return new Told(facts, more);
    }
}
