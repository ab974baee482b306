package org.sanderling.gateway.mqtt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the broker is to take us for. From the environment, since deployments are kept in version control.
 *
 * @param username null for an anonymous connection
 * @param password null for none
 */
public record Credentials(
        @Nullable String username, @Nullable String password) {
    /** From {@code SANDERLING_MQTT_USERNAME} and {@code SANDERLING_MQTT_PASSWORD}. */
    public static Credentials of(Map<String, String> environment) {
        return new Credentials(
                environment.get("SANDERLING_MQTT_USERNAME"), environment.get("SANDERLING_MQTT_PASSWORD"));
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
