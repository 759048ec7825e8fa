package io.aiops4j.core.runbook;

import io.aiops4j.core.Digest;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Reads and writes runbooks as YAML and JSON, and gives them the one canonical form whose SHA-256 is their digest: the tag
 * {@code rb1:} and then JSON with every field in its fixed place.
 *
 * <pre>{@code
 * Runbook runbook = RunbookCodec.read(Path.of("redis-oom.yaml"));
 * System.out.println(RunbookCodec.toYaml(runbook));
 * }</pre>
 */
public final class RunbookCodec {

    /** The tag in front of the canonical form. */
    public static final String TAG = "rb1:";

    static final String WHAT = "runbook";

    static final Documents DOCUMENTS = new Documents(WHAT, "id, incidentTypes, steps and verification");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new QuotedNames())
                    .build())
            .build();

    private RunbookCodec() {}

    // an empty name, or one that begins with an invisible character, cannot be read back when it is not quoted
    private static final class QuotedNames extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            boolean plain = !name.isEmpty()
                    && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
            return !plain || super.needToQuoteName(name);
        }
    }

    /** Reads a file in UTF-8: JSON when its name ends so, YAML otherwise. One file holds one runbook. */
    public static Runbook read(Path file) {
        String text;
        try (InputStream bytes = Files.newInputStream(file)) {
            text = DOCUMENTS.text(bytes);
        } catch (DocumentException e) {
            throw e.in(file.toString());
        } catch (IOException e) {
            throw new DocumentException("Cannot read " + file + ": " + e + ". Check the path and its permissions.", e);
        }
        try {
            return required(reading(file.toString(), text));
        } catch (DocumentException e) {
            throw e.in(file.toString());
        }
    }

    /** Reads YAML. */
    public static Runbook fromYaml(String yaml) {
        return required(RunbookReader.read(DOCUMENTS.yaml(yaml)));
    }

    /** Reads JSON. */
    public static Runbook fromJson(String json) {
        return required(RunbookReader.read(DOCUMENTS.json(json)));
    }

    /** What stands in a file of this name, faulty or not. */
    static RunbookReader.Reading reading(String file, String text) {
        return RunbookReader.read(DOCUMENTS.named(file, text));
    }

    private static Runbook required(RunbookReader.Reading reading) {
        if (!reading.faults().isEmpty()) {
            throw new DocumentException(WHAT, reading.faults());
        }
        return reading.runbook();
    }

    /** Writes YAML that {@link #fromYaml} reads back as the same runbook. */
    public static String toYaml(Runbook runbook) {
        return YAML.writeValueAsString(RunbookDocument.of(runbook));
    }

    /** Writes JSON that {@link #fromJson} reads back as the same runbook. */
    public static String toJson(Runbook runbook) {
        return JSON.writeValueAsString(RunbookDocument.of(runbook));
    }

    /** The one canonical form. */
    public static String canonical(Runbook runbook) {
        return TAG + toJson(runbook);
    }

    /** Reads a canonical form. */
    public static Runbook fromCanonical(String canonical) {
        if (!canonical.startsWith(TAG)) {
            throw new DocumentException("Not a runbook in canonical form: it does not begin with " + TAG);
        }
        return fromJson(canonical.substring(TAG.length()));
    }

    /** The SHA-256 of the canonical form. */
    public static Digest digest(Runbook runbook) {
        return Digest.of(canonical(runbook).getBytes(StandardCharsets.UTF_8));
    }
}
