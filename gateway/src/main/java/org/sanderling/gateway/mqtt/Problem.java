package org.sanderling.gateway.mqtt;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a few words. Any thread. */
final class Problem {
    private Problem() {}

    static String of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "closed by the broker";
        }
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof MqttException mqtt) {
            return mqtt.getMessage();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }
}
