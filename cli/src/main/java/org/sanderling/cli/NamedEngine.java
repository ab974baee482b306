package org.sanderling.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.sanderling.runtime.engine.Engine;

/** Engines by name, and what a figure says of the one that it was measured with. */
final class NamedEngine {
    private NamedEngine() {}

    /** The engine with this name, which can run here. */
    static Engine of(String name, String option) {
        ServiceLoader<Engine> engines = ServiceLoader.load(Engine.class);
        for (Engine engine : engines) {
            if (engine.name().equals(name)) {
                String reason = engine.unavailable();
                if (reason != null) {
                    throw new ExitCodes.Missing("engine " + name + ": " + reason);
                }
                return engine;
            }
        }
        throw new ExitCodes.BadInput(option + ": " + name + ": no such engine; allowed: "
                + StreamSupport.stream(engines.spliterator(), false)
                        .map(Engine::name)
                        .collect(Collectors.joining(", ")));
    }

    /** Puts name and version into {@code machine.engine} of an envelope. */
    static void note(Map<String, Object> envelope, Engine engine) {
        Map<Object, Object> machine = new LinkedHashMap<>((Map<?, ?>) envelope.get("machine"));
        machine.put("engine", engine.name() + " " + engine.version());
        envelope.put("machine", machine);
    }
}
