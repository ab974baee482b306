package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.function.BooleanSupplier;
import org.sanderling.ros.dds.Dds;
import org.sanderling.ros.dds.DdsLibrary;
import org.sanderling.ros.dds.MissingDdsException;

/** CycloneDDS for tests, on loopback in a domain of their own. */
final class Library {
    /** Of this process: tests of two checkouts must not hear each other. */
    static final int DOMAIN = 100 + (int) (ProcessHandle.current().pid() % 100);

    static final RosOptions OPTIONS = RosOptions.loopback(DOMAIN);

    private static final long PATIENCE_NS = 20_000_000_000L;

    private Library() {}

    static Dds orSkip() {
        try {
            return DdsLibrary.open();
        } catch (MissingDdsException e) {
            return abort(e.getMessage());
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
