package io.aiops4j.jmh.eval;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two plants with a setting that must be applied, two services, a guard and some noise, and twenty actions over them. Two of them do
 * nothing, something else, or something more than they declare.
 */
final class ReplayWorld {

    static final int ACTIONS = 20;

    /** So many actions do not do what they declare. */
    static final int LIARS = 2;

    // it does nothing, something else, or something more
    private static final int WAYS = 3;
    private static final List<String> MORE =
            List.of("a.limit = 120", "b.limit = 120", "front = 'down'", "back = 'down'", "guard = 'open'");

    final Map<String, ActionSignature> declared = new LinkedHashMap<>();
    final Map<String, List<Effect>> truth = new HashMap<>();
    private final Random random;

    /** A world in which this action, and another one, do not do what they declare; two by chance where none is named. */
    ReplayWorld(Random random, @Nullable String liar) {
        this.random = random;
        for (String plant : List.of("a", "b")) {
            action("set_" + plant, List.of(Parameter.number("to")), plant + ".configured = ${to}");
            action("apply_" + plant, service(), plant + ".limit = " + plant + ".configured");
            action("reload_" + plant, service(), plant + ".limit = " + plant + ".configured");
            action("relieve_" + plant, service(), plant + ".used = 480");
        }
        for (String one : List.of("front", "back")) {
            action("stop_" + one, service(), one + " = 'down'");
            action("start_" + one, service(), one + " = 'up'");
            action("bounce_" + one, service(), one + " = 'up'");
        }
        action("unlock", List.of(), "guard = 'open'");
        action("lock", List.of(), "guard = 'shut'");
        action("seal", List.of(), "guard = 'shut'");
        action("flush", List.of(), "noise = 0");
        action("warm", service(), null);
        action("tell", List.of(), null);
        List<String> names = new ArrayList<>(declared.keySet());
        Collections.shuffle(names, random);
        if (liar != null) {
            names.remove(liar);
            names.add(0, liar);
        }
        names.subList(0, LIARS).forEach(name -> lie(name, name.equals(liar)));
    }

    private static List<Parameter> service() {
        return List.of(Parameter.text("service"));
    }

    private void action(String name, List<Parameter> parameters, @Nullable String effect) {
        List<Effect> effects = effect == null ? List.of() : List.of(Effect.parse(effect));
        declared.put(name, new ActionSignature(name, parameters, Risk.LOW, true, true, effects));
        truth.put(name, effects);
    }

    private void lie(String action, boolean hollow) {
        List<Effect> effects = new ArrayList<>(truth.getOrDefault(action, List.of()));
        int way = hollow ? 0 : effects.isEmpty() ? WAYS - 1 : random.nextInt(WAYS);
        if (way == 0) {
            effects.clear();
        } else if (way == 1) {
            String subject = effects.get(0).subject();
            effects.set(0, Effect.parse(subject + " = " + (subject.contains(".") ? "150" : "'hung'")));
        } else {
            effects.add(Effect.parse(MORE.get(random.nextInt(MORE.size()))));
        }
        truth.put(action, List.copyOf(effects));
    }

    /** What a step hands to an action: a value, or the service that it acts on. */
    static Map<String, String> takes(String action, String where) {
        if (action.startsWith("set_")) {
            return Map.of("to", "800");
        }
        return action.contains("_") || action.equals("warm") ? Map.of("service", where) : Map.of();
    }

    /** What is known of an action. */
    @Nullable
    ActionSignature signature(String action) {
        return declared.get(action);
    }

    /** A state as an incident finds it; some settings are right already, and some services down. */
    StateSnapshot state(Instant time) {
        Map<String, String> values = new HashMap<>();
        for (String plant : List.of("a", "b")) {
            values.put(plant + ".used", number(500, 900));
            values.put(plant + ".limit", number(200, 450));
            values.put(plant + ".configured", random.nextInt(5) < 2 ? "1000" : number(200, 450));
        }
        values.put("front", random.nextInt(3) == 0 ? "down" : "up");
        values.put("back", random.nextInt(3) == 0 ? "down" : "up");
        values.put("guard", random.nextInt(8) == 0 ? "open" : "shut");
        values.put("noise", number(0, 100));
        return StateSnapshot.of(time, values);
    }

    String number(int from, int to) {
        return Integer.toString(from + random.nextInt(to - from));
    }

    /** What an action really makes of a state. */
    StateSnapshot act(StateSnapshot state, String action, Map<String, String> parameters) {
        StateSnapshot next = state;
        for (Effect effect : truth.getOrDefault(action, List.of())) {
            next = effect.apply(next, parameters::get);
        }
        return next;
    }

    /** The state as somebody reads it a while later: what nothing acts on has moved a little, and now and then a value is missing. */
    StateSnapshot read(StateSnapshot state, boolean gaps) {
        Map<String, String> values = new HashMap<>(state.values());
        values.put("noise", number(0, 100));
        Set<String> names = Set.copyOf(values.keySet());
        names.stream()
                .sorted()
                .filter(name -> gaps && random.nextInt(60) == 0)
                .toList()
                .forEach(values::remove);
        return StateSnapshot.of(state.time(), values);
    }
}
