package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

/**
 * The DDS domains that this process has opened, each with the configuration of whoever came first. Static because the
 * C library's own are: it knows each domain once a process.
 */
final class Domains {
    private record Opened(int entity, String configuration, int users) {}

    private static final Map<Integer, Opened> OPENED = new HashMap<>();

    private Domains() {}

    /** @throws RosException when this process has the domain with another configuration, or CycloneDDS refuses it */
    static synchronized void acquire(Dds dds, int id, String configuration) {
        Opened opened = OPENED.get(id);
        if (opened == null) {
            try (Arena arena = Arena.ofConfined()) {
                int entity = Dds.check(
                        dds.createDomain(id, arena.allocateFrom(configuration).address()), "DDS domain " + id);
                OPENED.put(id, new Opened(entity, configuration, 1));
            }
            return;
        }
        if (!opened.configuration.equals(configuration)) {
            throw new RosException("DDS domain " + id + " is open in this process with another configuration");
        }
        OPENED.put(id, new Opened(opened.entity, configuration, opened.users + 1));
    }

    static synchronized void release(Dds dds, int id) {
        Opened opened = OPENED.get(id);
        if (opened == null) {
            return;
        }
        if (opened.users == 1) {
            dds.delete(opened.entity);
            OPENED.remove(id);
        } else {
            OPENED.put(id, new Opened(opened.entity, opened.configuration, opened.users - 1));
        }
    }
}
