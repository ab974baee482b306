package org.sanderling.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C as an orderly end: the run is asked to STOP, its recording is closed, its figures are printed, and the
 * process exits with 0.
 */
final class Termination implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    Termination(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    Runtime.getRuntime().halt(awaitEnd() ? ExitCodes.DONE : ExitCodes.CHECK_FAILED);
                },
                "termination");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private boolean awaitEnd() {
        try {
            return finished.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** All is printed and closed. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            finished.countDown();
        }
    }
}
