package org.sanderling.benchmarks;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.sanderling.runtime.engine.Engine;

/**
 * What a benchmark is given by the command line.
 *
 * @param home the project's root
 * @param out folder for what it writes; it exists
 * @param engines an engine by its name in a deployment
 * @param runs how often to measure, where the user said; see {@link #runs(int)}
 * @param seconds how long one run is, where the user said; see {@link #seconds(double)}
 * @param progress told of each run done
 */
public record Workbench(
        Path home,
        Path out,
        Function<String, Engine> engines,
        OptionalInt runs,
        OptionalDouble seconds,
        Progress progress) {
    /** Hears how far a benchmark is. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    /** How often to measure. */
    public int runs(int unlessSaid) {
        return runs.orElse(unlessSaid);
    }

    /** Length of one run, s. */
    public double seconds(double unlessSaid) {
        return seconds.orElse(unlessSaid);
    }
}
