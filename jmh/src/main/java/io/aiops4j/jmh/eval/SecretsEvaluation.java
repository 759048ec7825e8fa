package io.aiops4j.jmh.eval;

import io.aiops4j.core.redact.Redactor;
import io.aiops4j.jmh.eval.SecretCarriers.Form;
import io.aiops4j.jmh.eval.SecretCarriers.Planted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether secrets survive the redactor, and whether what is none does. */
final class SecretsEvaluation implements Evaluation {

    private static final int ROUNDS = 8;
    private static final int NEGATIVES = 2_600;
    private static final double MOST_REPLACED = 1.0;
    private static final JsonMapper JSON = new JsonMapper();

    private final Redactor redactor = Redactor.standard();

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public String summary() {
        return "secrets that survive the redactor, and plain words that do not";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar secrets [--cases FILE] [--negatives FILE] [--words FILE,FILE...] [--seed S] [--show N]

                  --cases FILE      JSON lines {"kind","text","secret"}: texts with a secret in each. Without it fresh secrets
                                    are made, of all kinds that the evaluation knows, in texts as hosts write them
                  --negatives FILE  JSON lines {"text"}: texts in which nothing is secret. Without it they are made too
                  --words FILES     plain text, or JSON lines with a "text": how many of its words are changed; parted by commas
                  --seed S          what the random choices begin with
                  --show N          prints the first N survivors and replaced negatives on the error stream

                Each secret is planted plain, in Base64, URL-encoded and JSON-escaped: it alone, or the text around it too. A
                case of a file is taken as it is, and the whole text in each encoding. It survives if the secret, or the way in
                which it is written there, is in the text that comes out.

                Figures: seed, kinds, planted, survived (then by kind, where there are any), negatives, negatives_replaced,
                negatives_replaced_percent, words (parted by blanks, without those that hold an IP address), words_changed,
                words_changed_percent, restored (texts that came back exactly), not_restored, mb_per_cpu_second (of
                characters in the files of --words, or in the negatives). Exit 1 if a secret survived, if more than 1 % of the negatives
                or of the words were changed, or if a text did not come back.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--cases", "--negatives", "--words", "--seed", "--show");
        long seed = options.seed();
        SecretsTally tally =
                new SecretsTally(redactor, (int) options.count("--show", 1, 100_000), options.has("--show"));
        if (options.file("--cases").isPresent()) {
            each(options.input("--cases"), (node, line) -> given(node, line, tally));
        } else {
            made(new Random(seed), tally);
        }
        if (options.file("--negatives").isPresent()) {
            each(options.input("--negatives"), (node, line) -> tally.negative(text(node, "text", line)));
        } else {
            Random random = new Random(seed + 1);
            for (int i = 0; i < NEGATIVES; i++) {
                tally.negative(SecretNegatives.make(i, random));
            }
        }
        SecretWords words = new SecretWords(redactor, tally);
        for (String file :
                options.file("--words").map(path -> path.toString().split(",")).orElse(new String[0])) {
            words.read(Path.of(file));
        }
        Figures figures = tally.figures(new Figures().with("seed", seed));
        words.figures(figures);
        return figures;
    }

    private static void made(Random random, SecretsTally tally) {
        for (SecretKind kind : SecretKinds.ALL) {
            for (int i = 0; i < ROUNDS; i++) {
                String secret = kind.make().apply(random);
                for (Form form : Form.values()) {
                    tally.secret(kind.kind(), SecretCarriers.plant(kind, secret, form, random));
                }
            }
        }
    }

    private static void given(JsonNode node, String line, SecretsTally tally) {
        String kind = text(node, "kind", line);
        String text = text(node, "text", line);
        String secret = text(node, "secret", line);
        if (!text.contains(secret)) {
            // written in its own way: the whole text has to change there
            tally.secret(kind, new Planted(text, List.of(secret, text)));
            return;
        }
        tally.secret(kind, new Planted(text, List.of(secret)));
        for (Form form : List.of(Form.BASE64, Form.URL, Form.JSON)) {
            String encoded = SecretCarriers.written(text, form);
            String trace = form == Form.BASE64 ? encoded : SecretCarriers.written(secret, form);
            tally.secret(kind, new Planted(encoded, List.of(trace, secret)));
        }
    }

    private static void each(Path file, BiConsumer<JsonNode, String> use) throws IOException {
        List<String> lines = Lines.all(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                try {
                    use.accept(JSON.readTree(lines.get(i)), file + ", line " + (i + 1));
                } catch (JacksonException e) {
                    throw new BadInput(file + ", line " + (i + 1) + ": no JSON: " + e.getOriginalMessage());
                }
            }
        }
    }

    private static String text(JsonNode node, String name, String line) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new BadInput(line + ": it has no text \"" + name + "\".");
        }
        return value.stringValue();
    }

    static boolean isTooMany(long part, long whole) {
        return part * 100.0 > MOST_REPLACED * whole;
    }

    /** For the names of figures: by kind. */
    static Map<String, Long> sorted() {
        return new TreeMap<>((a, b) -> a.toLowerCase(Locale.ROOT).compareTo(b.toLowerCase(Locale.ROOT)));
    }
}
