package io.aiops4j.spring;

import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.notify.Notifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.notify.*} says: how people are told. Notifier beans are used beside it.
 *
 * @param escalations Whether everybody is told of each incident that is escalated; otherwise runbooks alone tell.
 * @param log Whether notices are written to the log io.aiops4j.notice.
 * @param webhook where notices are posted
 */
record NotifyProperties(
        @DefaultValue("true") boolean escalations,
        @DefaultValue("false") boolean log,
        @DefaultValue WebhookProperties webhook) {

    private static final String PREFIX = "aiops.notify.webhook.";

    private static final String HOW_TO_POST =
            "Write where the receiver listens: " + PREFIX + "address=https://hooks.example.com/ops";
    private static final String HOW_TO_KEY =
            "Set it to what this prints, and give the receiver the same: openssl rand -base64 32";

    /**
     * Where notices are posted.
     *
     * @param address The address to which notices are posted, with whatever is secret in it.
     * @param key The key in base64, at least 16 bytes, by which the receiver sees that a notice is from here.
     */
    record WebhookProperties(
            @Nullable String address, @Nullable String key) {

        private @Nullable Notifier toNotifier() {
            if (address == null && key == null) {
                return null;
            }
            if (key == null) {
                throw AiopsPropertyException.of(PREFIX + "key", "It is missing.", HOW_TO_KEY);
            }
            URI to = AiopsPropertyException.checked(PREFIX + "address", HOW_TO_POST, () -> {
                URI there = HttpProperties.address(address);
                HttpAccess.to("webhook", there, Map.of()); // refuses what nothing can be sent to
                return there;
            });
            byte[] decoded;
            try {
                decoded = Base64.getDecoder().decode(key.strip());
            } catch (IllegalArgumentException e) {
                throw AiopsPropertyException.of(PREFIX + "key", "It is not base64.", HOW_TO_KEY);
            }
            return AiopsPropertyException.checked(PREFIX + "key", HOW_TO_KEY, () -> Notifier.webhook(to, decoded));
        }

        @Override
        public String toString() {
            return "WebhookProperties[address=" + (address == null ? "none" : "******") + ", key="
                    + (key == null ? "none" : "******") + "]";
        }
    }

    /** The notifiers that these properties ask for. */
    List<Notifier> toNotifiers() {
        List<Notifier> all = new ArrayList<>();
        if (log) {
            all.add(Notifier.log());
        }
        Notifier hook = webhook.toNotifier();
        if (hook != null) {
            all.add(hook);
        }
        return all;
    }
}
