package org.sanderling.runtime.source;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.runtime.input.InputPort;
import org.sanderling.runtime.input.InputRecord;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;

/**
 * A recorded drive as a source in real time: each message enters at its recorded distance from the first, stamped with the
 * moment at which it was due. Where it repeats, the streams start anew at the wrap, and sequence numbers go on growing.
 *
 * <p>One thread, the loop's input thread; it may allocate.
 */
public final class RecordedDrive implements Runnable {
    private final Deployment deployment;
    private final InputPort port;
    private final SystemClock clock;
    private final Scheduling scheduling;
    private final Runnable atEnd;
    private final MemorySegment bytes = Arena.global().allocate(InputRecord.MAX_IMAGE_BYTES + 1);
    private final float[] action = new float[2];
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable String failure;
    private long imageSequence;
    private long actionSequence;

    /** @param atEnd told when a drive that does not repeat is over */
    public RecordedDrive(
            Deployment deployment, InputPort port, SystemClock clock, Scheduling scheduling, Runnable atEnd) {
        this.deployment = deployment;
        this.port = port;
        this.clock = clock;
        this.scheduling = scheduling;
        this.atEnd = atEnd;
        thread = Thread.ofPlatform().name("input").daemon().unstarted(this);
    }

    /** Checks that the drive can be read and has images; throws what the reader throws otherwise. */
    public static void check(Deployment deployment) {
        try (McapReader reader = McapReader.open(deployment.source().recording())) {
            String topic = deployment.inputs().camera().topic();
            if (!reader.messages(Set.of(topic)).hasNext()) {
                throw new SourceException(deployment.source().recording() + ": no message on " + topic
                        + "; name a recording with images there, or set inputs.camera.topic");
            }
        }
    }

    public void start() {
        thread.start();
    }

    /** Why the source ended early, in one line; null while all is well. */
    public @Nullable String failure() {
        return failure;
    }

    public void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        scheduling.enter(Role.INPUT);
        try {
            long startNs = clock.wallNs() + 20_000_000;
            do {
                startNs = play(startNs);
                if (deployment.source().repeat() && !ended) {
                    port.reset();
                }
            } while (deployment.source().repeat() && !ended);
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
        } finally {
            atEnd.run();
        }
    }

    /** Plays the drive once; returns when its next round is due. */
    private long play(long startNs) {
        Path file = deployment.source().recording();
        String camera = deployment.inputs().camera().topic();
        String ego = deployment.inputs().ego().topic();
        long firstNs = Long.MIN_VALUE;
        long dueNs = startNs;
        long skip = deployment.source().startIndex();
        try (McapReader reader = McapReader.open(file)) {
            Iterator<ChannelMessage> messages = reader.messages(Set.of(camera, ego));
            while (messages.hasNext() && !ended) {
                ChannelMessage m = messages.next();
                if (skip > 0) {
                    skip -= m.topic().equals(camera) ? 1 : 0;
                    continue;
                }
                firstNs = firstNs == Long.MIN_VALUE ? m.message().logTimeNs() : firstNs;
                dueNs = startNs + m.message().logTimeNs() - firstNs;
                await(dueNs);
                enter(m, m.topic().equals(camera), dueNs);
            }
        }
        return dueNs + Math.round(1e9 / deployment.rateHz());
    }

    private void await(long dueNs) {
        for (long now = clock.wallNs(); now < dueNs && !ended; now = clock.wallNs()) {
            LockSupport.parkNanos(this, dueNs - now);
        }
    }

    private void enter(ChannelMessage m, boolean image, long dueNs) {
        CdrReader in = new CdrReader(m.message().data(), image ? CompressedImage.SCHEMA : NormalizedControl.SCHEMA);
        if (image) {
            byte[] jpeg = CompressedImage.read(in).data();
            int length = Math.min(jpeg.length, InputRecord.MAX_IMAGE_BYTES + 1);
            MemorySegment.copy(jpeg, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
            port.image(imageSequence++, dueNs, bytes, length);
        } else {
            NormalizedControl control = NormalizedControl.read(in);
            action[0] = control.steering();
            action[1] = control.throttle();
            port.action(actionSequence++, dueNs, action);
        }
    }
}
