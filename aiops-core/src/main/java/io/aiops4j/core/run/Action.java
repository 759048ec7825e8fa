package io.aiops4j.core.run;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.verify.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a runbook can do: a signature, a handler, and what a dry run says of it.
 *
 * <pre>{@code
 * Action restart = Action.named("restart_service").parameter("service").idempotent()
 *         .effect("status = 'running'")
 *         .run(step -> ops.restart(step.text("service")));
 * }</pre>
 *
 * @param signature what is known of it without running it
 * @param handler what it does
 * @param preview what it would do
 */
public record Action(ActionSignature signature, Handler handler, Preview preview) {

    /** What an action does; called by the runner only, on a thread of the runner, with a time-out. */
    @FunctionalInterface
    public interface Handler {

        /** Does it. Whatever is thrown fails the step; an interrupt asks to stop. */
        void run(StepContext step) throws Exception;
    }

    /** What an action would do, in words; called by a dry run only, on a thread of the runner, with a time-out. It never acts. */
    @FunctionalInterface
    public interface Preview {

        /** Looks, and says what would happen. What is thrown says that it could not be done. */
        String look(StepContext step) throws Exception;
    }

    /** What stands around each call of a handler, on its thread, such as a span of a trace. It knows the step and decides nothing. */
    @FunctionalInterface
    public interface Around {

        /** Does the work of this action, once, and lets through whatever it throws. */
        void call(String action, StepContext step, Work work) throws Exception;

        /** What the handler does. */
        @FunctionalInterface
        interface Work {

            /** Does it. */
            void run() throws Exception;
        }
    }

    /** The same action with this around each call of its handler; of several, the last one is the outermost. */
    public Action around(Around around) {
        return new Action(signature, step -> around.call(signature.name(), step, () -> handler.run(step)), preview);
    }

    /** Begins an action of this name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects what is known of an action. */
    public static final class Builder {

        private final String name;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();
        private Risk risk = Risk.MEDIUM;
        private boolean idempotent;
        private boolean reversible;
        private Preview preview = step -> "";

        private Builder(String name) {
            this.name = name;
        }

        /** It takes this text. */
        public Builder parameter(String parameter) {
            return parameter(Parameter.text(parameter));
        }

        /** It takes this parameter. */
        public Builder parameter(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        /** How much can go wrong; medium when nothing is said. */
        public Builder risk(Risk level) {
            risk = level;
            return this;
        }

        /** Doing it twice is the same as doing it once, so a failed attempt may be repeated. */
        public Builder idempotent() {
            idempotent = true;
            return this;
        }

        /** What it did can be undone by another step, such as one of a roll-back. */
        public Builder reversible() {
            reversible = true;
            return this;
        }

        /** What a dry run says of it beside the parameters, such as which files would go; nothing when nothing is said. */
        public Builder preview(Preview look) {
            preview = look;
            return this;
        }

        /** What it does to the state, such as {@code heap.limit = ${mb}}; in the order in which it happens. */
        public Builder effect(String effect) {
            effects.add(Effect.parse(effect));
            return this;
        }

        /** The action with its handler. */
        public Action run(Handler handler) {
            return new Action(
                    new ActionSignature(name, parameters, risk, idempotent, reversible, effects), handler, preview);
        }
    }
}
