package org.sanderling.runtime.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A neural-network engine: found by {@link java.util.ServiceLoader}, asked whether it can run here, then told to load.
 *
 * <p>Not on a real-time thread.
 */
public interface Engine {
    /** Its name in a deployment, for example {@code onnxruntime}. */
    String name();

    /** Version of the native library, or null where it cannot be loaded. */
    @Nullable
    String version();

    /** Why it cannot run on this machine, in one line and with the remedy; null where it can. */
    @Nullable
    String unavailable();

    /**
     * Loads a graph.
     *
     * @throws EngineException if the file is no graph that this engine runs; the message names file and cause
     */
    Graph load(Path onnx);
}
