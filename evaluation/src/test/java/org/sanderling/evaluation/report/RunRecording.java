package org.sanderling.evaluation.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.builtin_interfaces.msg.Duration;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.Delivery;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.runtime.record.Topics;

/** A recording of a run that never was, with known numbers. */
final class RunRecording implements AutoCloseable {
    static final long T0 = 1_600_000_000_000_000_000L;
    static final long PERIOD_NS = 50_000_000;
    static final long DEADLINE_NS = 40_000_000;
    static final String CAMERA = "/camera/image/compressed";
    static final String EGO = "/driver/command";

    private final McapWriter mcap;
    private final Map<String, Integer> channels = new HashMap<>();
    private final CdrWriter cdr = new CdrWriter();

    RunRecording(Path file, Map<String, String> session) {
        mcap = McapWriter.create(file, WriterOptions.defaults());
        mcap.metadata(Topics.SESSION, session);
    }

    static long stampNs(long tick) {
        return T0 + tick * PERIOD_NS;
    }

    void write(String topic, long logNs, Message m) {
        int channel = channels.computeIfAbsent(topic, t -> {
            byte[] text = MessageSchemas.text(m.schemaName()).getBytes(StandardCharsets.UTF_8);
            int schema = mcap.addSchema(m.schemaName(), MessageSchemas.SCHEMA_ENCODING, text);
            return mcap.addChannel(t, schema, MessageSchemas.MESSAGE_ENCODING, Map.of());
        });
        m.write(cdr.reset());
        mcap.write(channel, 0, logNs, logNs, cdr.bytes(), 0, cdr.size());
    }

    /** Bytes that are no message, on a topic already written to. */
    void garbage(String topic, long logNs) {
        mcap.write(channels.get(topic), 0, logNs, logNs, new byte[] {0, 1, 0, 0, 7}, 0, 5);
    }

    void inputs(long tick, byte[] image, float steering) {
        Header header = new Header(Time.ofNanos(stampNs(tick)), "camera");
        write(CAMERA, stampNs(tick), new CompressedImage(header, "jpeg", image));
        write(EGO, stampNs(tick), new NormalizedControl(header, steering, 0.5f));
    }

    /** Handed on after so many ns from the stamp; a plan that steers the same all along. */
    void decision(
            long tick, int rung, String reason, String lateral, long handedAfterNs, float steering, long forwards) {
        float[] samples = new float[40];
        for (int i = 0; i < 20; i++) {
            samples[2 * i] = steering;
            samples[2 * i + 1] = 0.5f;
        }
        long stamp = stampNs(tick);
        Time handed = Time.ofNanos(stamp + handedAfterNs);
        write(
                Topics.DECISION,
                handed.nanos(),
                new Decision(
                        new Header(handed, "ego"),
                        tick,
                        1,
                        Time.ofNanos(stamp),
                        Time.ofNanos(stamp),
                        Time.ofNanos(stamp + DEADLINE_NS),
                        Time.ofNanos(stamp + 1_000_000_000),
                        rung,
                        reason,
                        rung == Decision.SILENT ? -1 : tick,
                        0,
                        new int[22],
                        new float[20],
                        Time.ofNanos(stamp),
                        Duration.ofNanos(PERIOD_NS),
                        2,
                        rung == Decision.SILENT ? new float[0] : samples,
                        lateral,
                        "keep",
                        0.8f,
                        1f,
                        forwards,
                        "COMPLETE",
                        false,
                        false,
                        false));
    }

    void trace(long tick, int[] steps, int[] tokens, float[] confidences, String verdict) {
        write(
                Topics.TRACE,
                stampNs(tick) + 1,
                new DecodeTrace(
                        new Header(Time.ofNanos(stampNs(tick)), "ego"),
                        tick,
                        new long[] {tick},
                        new long[] {1},
                        tick,
                        new float[20],
                        new float[10],
                        new float[2],
                        0,
                        0,
                        new int[] {4},
                        new long[] {1},
                        new int[] {0},
                        -1,
                        steps,
                        tokens,
                        confidences,
                        "COMPLETE",
                        verdict,
                        0));
    }

    void delivery(long tick, boolean delivered, long handedAfterNs, long wireAfterNs) {
        long wire = stampNs(tick) + wireAfterNs;
        write(
                Topics.DELIVERY,
                wire,
                new Delivery(tick, "mqtt", delivered, Time.ofNanos(stampNs(tick) + handedAfterNs), Time.ofNanos(wire)));
    }

    @Override
    public void close() {
        mcap.close();
    }
}
