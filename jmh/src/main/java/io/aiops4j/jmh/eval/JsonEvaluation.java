package io.aiops4j.jmh.eval;

import io.aiops4j.learning.json.JsonRepair;
import io.aiops4j.learning.json.JsonRepairException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether replies of models are read as they are meant, and refused where nobody can tell; lenient Jackson beside it. */
final class JsonEvaluation implements Evaluation {

    private static final int ROUNDS = 25;
    private static final int MOST_ROUNDS = 10_000;
    private static final double FEWEST_RIGHT = 98.0;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String summary() {
        return "spoiled JSON of models: read as it is meant, or refused";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar json [--cases FILE] [--rounds N] [--seed S] [--show N]

                  --cases FILE  JSON lines {"raw","expected"}: replies, and the values that they hold; null for a reply that must
                                be refused. A "kind" may say what was done to it. Without it replies are made and spoiled
                  --rounds N    one reply of each kind per round; 25 rounds if it is left out
                  --seed S      what the random choices begin with
                  --show N      prints the first N that were read wrong on the error stream

                Replies are fenced, wrapped in text and thoughts, written with curly or single quotes, comments, trailing commas,
                names without quotes, Python's literals and raw line breaks, cut, doubled, and spoiled so that they must be
                refused. Jackson with all its lenient features reads the same ones.

                Figures: seed, cases, must_refuse, right, right_percent, wrong, silently_changed (a value other than the expected
                one, or any where it must be refused), refused_wrongly, wrong_KIND where there are any; the same as jackson_...
                Exit 1 if fewer than 98 % are right or a value was changed silently.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--cases", "--rounds", "--seed", "--show");
        long seed = options.seed();
        long show = options.has("--show") ? options.count("--show", 1, 100_000) : 0;
        List<JsonCase> cases = options.file("--cases").isPresent()
                ? given(options.input("--cases"))
                : made(new Random(seed), options.count("--rounds", ROUNDS, MOST_ROUNDS));
        JsonTally ours = new JsonTally("", JsonEvaluation::repaired);
        JsonMapper lenient = lenient();
        JsonTally jackson = new JsonTally("jackson_", raw -> read(lenient, raw));
        for (JsonCase each : cases) {
            if (!ours.read(each) && show-- > 0) {
                Progress.say("wrong (" + each.kind() + "): " + each.raw().replace("\n", "\\n") + " -> "
                        + outcome(each.raw()));
            }
            jackson.read(each);
        }
        Figures figures = new Figures().with("seed", seed).with("cases", cases.size());
        figures.with(
                "must_refuse",
                cases.stream().filter(each -> each.expected() == null).count());
        ours.figures(figures);
        jackson.figures(figures);
        return figures.floor(ours.percent() >= FEWEST_RIGHT, "fewer than 98 % of the replies were read right.")
                .floor(ours.changed() == 0, ours.changed() + " values were changed silently; none should.");
    }

    private static List<JsonCase> made(Random random, long rounds) {
        List<JsonCase> cases = new ArrayList<>();
        JsonMutations mutations = new JsonMutations(random);
        for (long i = 0; i < rounds; i++) {
            cases.addAll(mutations.round());
        }
        return cases;
    }

    private static List<JsonCase> given(Path file) throws IOException {
        List<JsonCase> cases = new ArrayList<>();
        List<String> lines = Lines.all(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                cases.add(given(lines.get(i), file + ", line " + (i + 1)));
            }
        }
        if (cases.isEmpty()) {
            throw new BadInput(file + " is empty.");
        }
        return cases;
    }

    private static JsonCase given(String line, String place) {
        try {
            JsonNode node = JsonMutations.STRICT.readTree(line);
            JsonNode raw = node.get("raw");
            JsonNode expected = node.get("expected");
            if (raw == null || !raw.isString() || expected == null) {
                throw new BadInput(place + ": it needs a text \"raw\", and \"expected\", which may be null.");
            }
            return new JsonCase(
                    node.path("kind").asString("given"), raw.stringValue(), expected.isNull() ? null : expected);
        } catch (JacksonException e) {
            throw new BadInput(place + ": no JSON: " + e.getOriginalMessage());
        }
    }

    private static @Nullable JsonNode repaired(String raw) {
        try {
            return JsonMutations.STRICT.readTree(JsonRepair.read(raw).json());
        } catch (JsonRepairException e) {
            return null;
        }
    }

    private static String outcome(String raw) {
        try {
            return JsonRepair.read(raw).json();
        } catch (JsonRepairException e) {
            return e.getMessage();
        }
    }

    private static @Nullable JsonNode read(JsonMapper mapper, String raw) {
        try {
            return mapper.readTree(raw);
        } catch (JacksonException | NumberFormatException e) {
            return null; // "..." is a number for its lenient parser, until somebody asks which
        }
    }

    private static JsonMapper lenient() {
        return JsonMapper.builder()
                .enable(JsonReadFeature.values())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
