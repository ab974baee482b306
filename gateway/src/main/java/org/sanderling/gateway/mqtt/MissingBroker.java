package org.sanderling.gateway.mqtt;

/** There is no broker to start on this machine; the message says how to get one. */
public final class MissingBroker extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingBroker() {
        super("mosquitto is missing: apt-get install mosquitto, or name a broker with --broker URI");
    }
}
