package org.sanderling.runtime.replay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.planners.Observation;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.messages.CompressedImage;
import org.sanderling.recording.messages.NormalizedControl;
import org.sanderling.runtime.input.InputRecord;
import org.sanderling.runtime.input.ObservationBuilder;
import org.sanderling.runtime.record.Topics;

/**
 * Feeds recorded inputs, in the order in which they came, to the builder that the live loop uses, up to the image that a
 * tick saw.
 */
final class InputReplay {
    private record Input(String topic, McapRecord.Message message) {}

    private final Deque<Input> waiting = new ArrayDeque<>();
    private final ObservationBuilder builder;
    private final Observation observation;
    private final String cameraTopic;
    private final String egoTopic;
    private final MemorySegment bytes = Arena.ofAuto().allocate(InputRecord.MAX_IMAGE_BYTES);
    private boolean any;

    InputReplay(Deployment deployment, ObservationBuilder builder, Observation observation) {
        this.builder = builder;
        this.observation = observation;
        cameraTopic = deployment.inputs().camera().topic();
        egoTopic = deployment.inputs().ego().topic();
    }

    /** Keeps a message where it is an input. */
    void offer(String topic, McapRecord.Message message) {
        if (topic.equals(cameraTopic) || topic.equals(egoTopic) || topic.equals(Topics.INPUT_EVENT)) {
            waiting.add(new Input(topic, message));
        }
    }

    /**
     * Feeds inputs until the image with this sequence was taken.
     *
     * @return the observation that it completed, or null where the recording does not hold that image
     */
    @Nullable
    Observation upTo(long imageSequence) {
        if (any && observation.imageSequence == imageSequence) {
            return observation;
        }
        while (!waiting.isEmpty()) {
            Input input = waiting.poll();
            if (feed(input) && observation.imageSequence == imageSequence) {
                any = true;
                return observation;
            }
        }
        return null;
    }

    /** Feeds one input; true where it completed an observation. */
    private boolean feed(Input input) {
        byte[] data = input.message.data();
        long sequence = input.message.sequence();
        if (input.topic.equals(Topics.INPUT_EVENT)) {
            builder.reset();
            return false;
        }
        if (input.topic.equals(egoTopic)) {
            NormalizedControl c = NormalizedControl.read(new CdrReader(data, NormalizedControl.SCHEMA));
            builder.action(sequence, c.header().stamp().nanos(), input.message.logTimeNs(), new float[] {
                c.steering(), c.throttle()
            });
            return false;
        }
        CompressedImage image = CompressedImage.read(new CdrReader(data, CompressedImage.SCHEMA));
        byte[] jpeg = image.data();
        int length = Math.min(jpeg.length, InputRecord.MAX_IMAGE_BYTES);
        MemorySegment.copy(jpeg, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
        long stampNs = image.header().stamp().nanos();
        builder.image(sequence, stampNs, input.message.logTimeNs(), bytes, length, observation);
        return true;
    }
}
