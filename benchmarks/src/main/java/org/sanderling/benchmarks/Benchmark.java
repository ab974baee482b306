package org.sanderling.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Something that {@code bench NAME} measures. To add one: a class that implements this, and its line in {@link Benchmarks}.
 *
 * <p>Ours and the peer's are measured in one run, alternating, so that a busy machine is unfair to neither.
 */
public interface Benchmark {
    /** Its name on the command line, one lower-case word. */
    String name();

    /** What is measured, beside what, in one line for the command's help. */
    String summary();

    /** Runs it; progress is told to the workbench. */
    List<Measurement> run(Workbench bench) throws IOException, InterruptedException;
}
