package org.sanderling.gateway.mqtt;

import java.io.EOFException;
import java.io.IOException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** What went wrong, in a few words. Any thread. */
final class Problem {
    private Problem() {}

    static String of(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof EOFException) {
            return "closed by the broker";
        }
        String message = deepest.getMessage();
        if (deepest instanceof MqttException) {
            return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        }
        if (deepest.getClass() == IOException.class && message != null) {
            return message;
        }
        return deepest.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
