package org.sanderling.gateway.mqtt;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
final class Await {
    private Await() {}

    /** Fails the test where it has not come true within half a minute. */
    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long endNs = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("still not so: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** How long something took, ms. */
    static long millis(Runnable action) {
        long startNs = System.nanoTime();
        action.run();
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
