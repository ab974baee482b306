package org.sanderling.gateway.mqtt;

import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.paho.mqttv5.client.MqttPingSender;
import org.eclipse.paho.mqttv5.client.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/**
 * Paho's pings, on a daemon thread: its own timer would keep the process alive until the connection was closed.
 *
 * <p>Called by threads of Paho's.
 */
final class KeepAlive implements MqttPingSender {
    private @Nullable ClientComms client;
    private @Nullable Timer timer;

    @Override
    public synchronized void init(ClientComms comms) {
        client = comms;
    }

    @Override
    public synchronized void start() {
        timer = new Timer("mqtt-keep-alive", true);
        if (client != null) {
            schedule(client.getKeepAlive());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    @Override
    public synchronized void schedule(long delayMs) {
        ClientComms pinged = client;
        if (timer != null && pinged != null) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            pinged.checkForActivity();
                        }
                    },
                    delayMs);
        }
    }
}
