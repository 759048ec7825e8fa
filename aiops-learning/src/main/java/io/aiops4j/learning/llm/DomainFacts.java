package io.aiops4j.learning.llm;

import io.aiops4j.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model should know of the host's world and cannot see: whose it is, how it is built, what is usual, and what people have learned.
 * It is configuration, and as trusted as the code; its version is in each prompt, and so in each transcript.
 *
 * <pre>{@code
 * DomainFacts facts = DomainFacts.of("Shop Ltd, a web shop")
 *         .architecture("nginx in front of three Java services; PostgreSQL; Redis as a cache")
 *         .baseline("API answers in 200 ms")
 *         .experience("Never restart Redis before the workers: they lose their queue.");
 * }</pre>
 *
 * @param company whose world it is
 * @param architecture how it is built, a sentence each
 * @param baselines what is usual, a sentence each
 * @param experience what people have learned, a sentence each
 */
public record DomainFacts(String company, List<String> architecture, List<String> baselines, List<String> experience) {

    /** Nothing is known. */
    public static final DomainFacts NONE = of("");

    private static final int SHOWN = 12;

    /** Copies the lists. */
    public DomainFacts {
        architecture = List.copyOf(architecture);
        baselines = List.copyOf(baselines);
        experience = List.copyOf(experience);
    }

    /** Whose world it is. */
    public static DomainFacts of(String company) {
        return new DomainFacts(company, List.of(), List.of(), List.of());
    }

    /** The same with a sentence on how it is built. */
    public DomainFacts architecture(String sentence) {
        return new DomainFacts(company, plus(architecture, sentence), baselines, experience);
    }

    /** The same with a sentence on what is usual. */
    public DomainFacts baseline(String sentence) {
        return new DomainFacts(company, architecture, plus(baselines, sentence), experience);
    }

    /** The same with a sentence that people have learned. */
    public DomainFacts experience(String sentence) {
        return new DomainFacts(company, architecture, baselines, plus(experience, sentence));
    }

    private static List<String> plus(List<String> all, String one) {
        List<String> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    /** A name for exactly these facts. */
    public String version() {
        return Digest.of(words().getBytes(StandardCharsets.UTF_8)).hex().substring(0, SHOWN);
    }

    /** All facts as a model reads them, with their version. */
    public String text() {
        return "Facts " + version() + "\n" + words();
    }

    private String words() {
        StringBuilder text = new StringBuilder();
        if (!company.isBlank()) {
            text.append("Company: ").append(company).append('\n');
        }
        add(text, "Architecture", architecture);
        add(text, "Usual", baselines);
        add(text, "Experience", experience);
        return text.toString();
    }

    private static void add(StringBuilder text, String title, List<String> sentences) {
        sentences.forEach(each -> text.append(title).append(": ").append(each).append('\n'));
    }
}
