package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.actions.http.*} says: the HTTP services that runbooks may ask and call.
 *
 * @param bases The services that may be reached, and no others, each under a name of its own.
 * @param check Whether runbooks may read any page of these services, by http_check.
 * @param call Whether runbooks may send anything to these services, by http_call. Calls that are named here do without it.
 * @param calls Calls of one kind, each an action under a name of its own.
 */
record HttpProperties(
        @DefaultValue Map<String, BaseProperties> bases,
        @DefaultValue("true") boolean check,
        @DefaultValue("false") boolean call,
        @DefaultValue Map<String, CallProperties> calls) {

    private static final String PREFIX = "aiops.actions.http.";
    private static final String HOW_TO_REACH =
            "Write where it is: " + PREFIX + "bases.scaler.address=https://scaler.internal/v1";

    /**
     * A service that may be reached.
     *
     * @param address Its base address, http or https; paths go below it.
     * @param bearer A token that goes along as "Authorization: Bearer". Take it from the environment.
     * @param headers Headers that go along with each call.
     */
    record BaseProperties(
            @Nullable String address,
            @Nullable String bearer,
            @DefaultValue Map<String, String> headers) {

        private static final String AUTHORIZATION = "Authorization";

        BaseProperties {
            headers = Map.copyOf(headers);
        }

        private Map<String, String> allHeaders() {
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(headers);
            if (bearer != null) {
                if (bearer.isBlank()) {
                    throw new AiopsException("Its bearer is blank. Leave it out, or see that its source is set.");
                }
                if (all.put(AUTHORIZATION, "Bearer " + bearer.strip()) != null) {
                    throw new AiopsException("It has a bearer and a header Authorization. Leave one of them out.");
                }
            }
            return all;
        }

        @Override
        public String toString() {
            return "BaseProperties[headers=" + headers.keySet() + "]";
        }
    }

    /**
     * A call of one kind.
     *
     * @param base The name of the service.
     * @param request Method and path, such as "PUT /services/{service}/scale".
     * @param risk How much can go wrong.
     * @param parameters What a runbook gives: those that the path names, and the fields of a JSON object.
     */
    record CallProperties(
            @Nullable String base,
            @Nullable String request,
            @DefaultValue("high") Risk risk,
            @DefaultValue List<ParameterProperties> parameters) {

        CallProperties {
            parameters = List.copyOf(parameters);
        }

        private Action toAction(HttpAccess access, String name) {
            if (base == null || request == null) {
                throw new AiopsException("Its " + (base == null ? "base" : "request") + " is missing.");
            }
            Parameter[] all = ParameterProperties.all(parameters).toArray(Parameter[]::new);
            return Actions.httpCall(access, name, risk, base, request, all);
        }
    }

    HttpProperties {
        bases = Map.copyOf(bases);
        calls = Map.copyOf(calls);
    }

    void addTo(Wanted<Action> actions) {
        HttpAccess access = null;
        for (Map.Entry<String, BaseProperties> base : new TreeMap<>(bases).entrySet()) {
            HttpAccess before = access;
            access = AiopsPropertyException.checked(
                    PREFIX + "bases." + base.getKey(), HOW_TO_REACH, () -> and(before, base.getKey(), base.getValue()));
        }
        if (access == null) {
            if (call || !calls.isEmpty()) {
                throw AiopsPropertyException.of(
                        PREFIX + (call ? "call" : "calls"), "There is no service that may be reached.", HOW_TO_REACH);
            }
            return;
        }
        if (check) {
            actions.put(PREFIX + "bases", "http_check", Actions.httpCheck(access));
        }
        if (call) {
            actions.put(PREFIX + "call", "http_call", Actions.httpCall(access));
        }
        addCalls(actions, access);
    }

    private static HttpAccess and(@Nullable HttpAccess before, String name, BaseProperties base) {
        URI address = address(base.address());
        Map<String, String> headers = base.allHeaders();
        return before == null ? HttpAccess.to(name, address, headers) : before.and(name, address, headers);
    }

    private void addCalls(Wanted<Action> actions, HttpAccess access) {
        new TreeMap<>(calls)
                .forEach((name, each) -> actions.put(
                        PREFIX + "calls." + name,
                        name,
                        AiopsPropertyException.checked(
                                PREFIX + "calls." + name,
                                "Write base and request: " + PREFIX + "calls.scale_service.base=scaler " + PREFIX
                                        + "calls.scale_service.request=PUT /services/{service}/scale",
                                () -> each.toAction(access, name))));
    }

    /** An address, which is never shown when it is none: paths and queries often are secrets. */
    static URI address(@Nullable String text) {
        if (text == null) {
            throw new AiopsException("Its address is missing.");
        }
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new AiopsException("Its address has a character that no address has, or is none at all.");
        }
    }
}
