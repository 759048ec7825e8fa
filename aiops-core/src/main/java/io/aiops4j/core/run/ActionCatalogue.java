package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.runbook.ActionSignature;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runbooks can do on this host. A runbook names actions; what is not in the catalogue cannot happen.
 *
 * <pre>{@code
 * ActionCatalogue catalogue = ActionCatalogue.of(List.of(restart, setHeapLimit));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ActionCatalogue {

    private final Map<String, Action> actions = new TreeMap<>();

    private ActionCatalogue() {}

    /** A catalogue of these actions. */
    public static ActionCatalogue of(Collection<Action> actions) {
        ActionCatalogue catalogue = new ActionCatalogue();
        for (Action action : actions) {
            if (catalogue.actions.put(action.signature().name(), action) != null) {
                throw new AiopsException(
                        "There are two actions named '" + action.signature().name() + "'. Rename one of them.");
            }
        }
        return catalogue;
    }

    /** What is known of an action, or null when there is none of this name. */
    public @Nullable ActionSignature signature(String name) {
        Action action = actions.get(name);
        return action == null ? null : action.signature();
    }

    /** What is known of all actions, by name. */
    public List<ActionSignature> signatures() {
        return actions.values().stream().map(Action::signature).toList();
    }

    @Nullable
    Action action(String name) {
        return actions.get(name);
    }
}
