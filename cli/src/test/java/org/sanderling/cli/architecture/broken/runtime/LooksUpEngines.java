package org.sanderling.cli.architecture.broken.runtime;

import java.util.ServiceLoader;

/** A part that looks its parts up. */
record LooksUpEngines() {
    ServiceLoader<Runnable> engines() {
        return ServiceLoader.load(Runnable.class);
    }
}
