package org.sanderling.gateway.mqtt;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.jspecify.annotations.Nullable;

/**
 * How one request to the broker ended. Paho's own wait with a time limit spoils the token for good when the limit passes;
 * this one may be waited on again.
 *
 * <p>Completed by a thread of Paho's, awaited by any other.
 */
final class Receipt implements MqttActionListener {
    private static final int FIRST_ERROR = 0x80; // MQTT 5.0, section 2.4: reason codes from here on are failures

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable String problem = "unanswered";
    private volatile @Nullable IMqttToken token;

    @Override
    public synchronized void onSuccess(IMqttToken completed) {
        int[] codes = completed.getReasonCodes();
        boolean refused = codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR;
        problem = refused ? "refused by the broker, reason code " + codes[0] : null;
        token = completed;
        done.countDown();
    }

    @Override
    public void onFailure(IMqttToken failed, Throwable cause) {
        fail(Problem.of(cause));
    }

    /** Ends it, unless it has ended before. */
    synchronized void fail(String why) {
        if (done.getCount() > 0) {
            problem = why;
            done.countDown();
        }
    }

    /** Waits at most so long; true where it ended, well or not. */
    boolean await(long timeoutNs) {
        try {
            return done.await(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why it failed; null where it was done. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The completed token; null before that. */
    @Nullable
    IMqttToken token() {
        return token;
    }
}
