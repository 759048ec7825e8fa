package io.aiops4j.learning.improve;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a version of what a model answered, or says why it is none. The model chooses among what is there: actions of the catalogue, values
 * that the parent gave the same parameter of the same action, and what an action itself bounds. It names no target, no file and no address.
 */
final class DraftReader {

    private static final int LONGEST_REASON = 1_000;

    private final Runbook parent;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final List<String> evidence;
    private final UnaryOperator<String> restore;

    /** What is wrong with an answer. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    DraftReader(
            Runbook parent,
            Function<String, @Nullable ActionSignature> catalogue,
            List<String> evidence,
            UnaryOperator<String> restore) {
        this.parent = parent;
        this.catalogue = catalogue;
        this.evidence = evidence;
        this.restore = restore;
    }

    Draft read(DraftReply reply, int version, String by) {
        try {
            return Draft.of(runbook(reply, version, by));
        } catch (Refused e) {
            return Draft.none("what the model drafted is no proposal: " + e.getMessage());
        } catch (AiopsException e) {
            return Draft.none("what the model drafted is no proposal: " + e.getMessage());
        }
    }

    private Runbook runbook(DraftReply reply, int version, String by) throws Refused {
        List<DraftReply.StepReply> given = reply.steps() == null ? List.of() : reply.steps();
        require(!given.isEmpty(), "it has no steps");
        require(given.size() <= Runbook.MOST_STEPS, "it has " + given.size() + " steps");
        List<Step> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (DraftReply.StepReply each : given) {
            Step step = step(each);
            require(names.add(step.name()), "two steps are named '" + step.name() + "'");
            steps.add(step);
        }
        return new Runbook(
                parent.id(),
                version,
                parent.title(),
                parent.platform(),
                parent.incidentTypes(),
                parameters(DraftReply.map(reply.presets())),
                plus(parent.preconditions(), reply.preconditions()),
                steps,
                plus(parent.verification(), reply.verification()),
                parent.watch(),
                parent.rollback(),
                new Runbook.Origin(true, parent.version(), by, why(reply)));
    }

    private String why(DraftReply reply) throws Refused {
        List<String> named = reply.evidence() == null ? List.of() : reply.evidence();
        List<String> known =
                named.stream().filter(evidence::contains).distinct().toList();
        require(!known.isEmpty(), "it names no evidence that it was shown, but " + named);
        String reason = String.valueOf(reply.reason()).strip();
        String words = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
        return words + " (" + String.join(", ", known) + ")";
    }

    private Step step(DraftReply.StepReply given) throws Refused {
        String name = String.valueOf(given.name());
        ActionSignature signature = given.action() == null ? null : catalogue.apply(given.action());
        if (signature == null) {
            throw new Refused("there is no action '" + given.action() + "' in the catalogue");
        }
        Step same = parent.steps().stream()
                .filter(step -> step.name().equals(name) && step.action().equals(signature.name()))
                .findFirst()
                .orElse(null);
        require(
                same != null
                        || parent.steps().stream().noneMatch(step -> step.name().equals(name)),
                "step '" + name + "' is there already, and does something else");
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, String> each : DraftReply.map(given.parameters()).entrySet()) {
            parameters.put(each.getKey(), value(signature, each.getKey(), restore.apply(each.getValue())));
        }
        int retries = given.retries() == null ? (same == null ? 0 : same.retries()) : given.retries();
        require(retries == 0 || signature.idempotent(), "'" + signature.name() + "' may not be repeated");
        Duration usual = same == null ? Step.DEFAULT_TIMEOUT : same.timeout();
        Duration timeout = given.timeoutSeconds() == null ? usual : Duration.ofSeconds(given.timeoutSeconds());
        Duration pause = same == null || retries == 0 ? Duration.ZERO : same.pause();
        return new Step(
                name,
                signature.name(),
                parameters,
                same == null ? null : same.check(),
                timeout,
                retries,
                retries > 0 && pause.isZero() ? Patience.PAUSE : pause,
                same == null ? Step.OnFailure.STOP : same.onFailure());
    }

    // what the parent gave, a declared parameter, or what the action itself bounds: nothing else that somebody may have
    // put into a log
    private String value(ActionSignature signature, String name, String value) throws Refused {
        Parameter parameter = signature.parameter(name);
        if (parameter == null) {
            throw new Refused("'" + signature.name() + "' takes no parameter '" + name + "'");
        }
        boolean used = parent.steps().stream()
                .filter(step -> step.action().equals(signature.name()))
                .anyMatch(step -> value.equals(step.parameters().get(name)));
        boolean bounded = parameter.refusal(value) == null
                && (!parameter.allowed().isEmpty()
                        || parameter.type() == Parameter.Type.BOOLEAN
                        || (parameter.type() == Parameter.Type.NUMBER
                                && parameter.min() != null
                                && parameter.max() != null));
        require(
                used || bounded || isOwn(value) || isWait(signature, name, value),
                "'" + name + "' of '" + signature.name() + "' may not be '" + value + "': only what version "
                        + parent.version() + " gave it, a parameter, or a value that the action bounds");
        return value;
    }

    // a parameter of the runbook, which has an envelope, or the target that the run is for
    private boolean isOwn(String value) {
        boolean template = value.startsWith("${") && value.indexOf('}') == value.length() - 1;
        String name = template ? value.substring(2, value.length() - 1) : "";
        return template && (parent.parameter(name) != null || name.startsWith("target"));
    }

    private static boolean isWait(ActionSignature signature, String name, String value) {
        return signature.name().equals("wait_until")
                && name.equals("until")
                && !Check.parse(value).text().isEmpty();
    }

    private List<Parameter> parameters(Map<String, String> presets) throws Refused {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : parent.parameters()) {
            String preset = presets.get(parameter.name());
            String refusal = preset == null ? null : parameter.refusal(preset);
            require(refusal == null, "'" + parameter.name() + "' may not be '" + preset + "': " + refusal);
            parameters.add(preset == null ? parameter : parameter.or(preset));
        }
        for (String name : presets.keySet()) {
            require(parent.parameter(name) != null, "there is no parameter '" + name + "' to give another value to");
        }
        for (Parameter parameter : parameters) {
            Parameter before = Objects.requireNonNull(parent.parameter(parameter.name()));
            boolean open = parameter.type() == Parameter.Type.TEXT
                    && parameter.allowed().isEmpty();
            require(
                    !open || Objects.equals(parameter.preset(), before.preset()),
                    "'" + parameter.name() + "' takes any text, so only a person may give it another value");
        }
        return parameters;
    }

    private static List<Check> plus(List<Check> checks, @Nullable List<String> more) {
        List<Check> all = new ArrayList<>(checks);
        for (String text : more == null ? List.<String>of() : more) {
            Check check = Check.parse(text);
            if (!all.contains(check)) {
                all.add(check);
            }
        }
        return all;
    }

    private static void require(boolean given, String why) throws Refused {
        if (!given) {
            throw new Refused(why);
        }
    }
}
