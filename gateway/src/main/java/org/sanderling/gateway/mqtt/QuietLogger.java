package org.sanderling.gateway.mqtt;

import java.util.ResourceBundle;
import org.eclipse.paho.mqttv5.client.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Paho's log, left out: a lost broker is an event that the transport states in one line, not a stack trace on the terminal,
 * and java.util.logging need not be loaded.
 *
 * <p>Public with a public constructor because Paho makes it by name. Any thread.
 */
public final class QuietLogger implements Logger {
    @Override
    public void initialise(ResourceBundle catalog, String id, @Nullable String name) {}

    @Override
    public void setResourceName(String context) {}

    @Override
    public boolean isLoggable(int level) {
        return false;
    }

    @Override
    public void severe(String type, String method, String message) {}

    @Override
    public void severe(String type, String method, String message, Object[] inserts) {}

    @Override
    public void severe(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void warning(String type, String method, String message) {}

    @Override
    public void warning(String type, String method, String message, Object[] inserts) {}

    @Override
    public void warning(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void info(String type, String method, String message) {}

    @Override
    public void info(String type, String method, String message, Object[] inserts) {}

    @Override
    public void info(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void config(String type, String method, String message) {}

    @Override
    public void config(String type, String method, String message, Object[] inserts) {}

    @Override
    public void config(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void fine(String type, String method, String message) {}

    @Override
    public void fine(String type, String method, String message, Object[] inserts) {}

    @Override
    public void fine(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void finer(String type, String method, String message) {}

    @Override
    public void finer(String type, String method, String message, Object[] inserts) {}

    @Override
    public void finer(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void finest(String type, String method, String message) {}

    @Override
    public void finest(String type, String method, String message, Object[] inserts) {}

    @Override
    public void finest(String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void log(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public void trace(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {}

    @Override
    public String formatMessage(String message, Object[] inserts) {
        return message;
    }

    @Override
    public void dumpTrace() {}
}
