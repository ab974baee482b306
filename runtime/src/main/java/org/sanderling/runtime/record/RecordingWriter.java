package org.sanderling.runtime.record;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanderling.config.Deployment;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.Compression;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.Delivery;
import org.sanderling.recording.messages.sanderling_msgs.msg.InputEvent;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sanderling_msgs.msg.Setpoint;
import org.sanderling.recording.messages.sanderling_msgs.msg.TickTrace;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.input.InputRecord;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.runtime.trace.SetpointRecord;
import org.sanderling.runtime.trace.TickRecord;
import org.sanderling.runtime.transport.DeliveryRecord;

/** Turns what the loop's threads hand over into messages of an MCAP file. Recorder thread only; may allocate. */
final class RecordingWriter implements AutoCloseable {
    private final McapWriter mcap;
    private final CdrWriter cdr = new CdrWriter();
    private final Map<String, Integer> channels = new LinkedHashMap<>();
    private final String cameraTopic;
    private final String egoTopic;
    private final PlanTemplate template;

    RecordingWriter(Path file, Deployment deployment, PlanTemplate template, SessionInfo session, long nowNs) {
        this.template = template;
        cameraTopic = deployment.inputs().camera().topic();
        egoTopic = deployment.inputs().ego().topic();
        mcap = McapWriter.create(
                file,
                WriterOptions.defaults()
                        .withCompression(compression(deployment.record().compression()))
                        .withChunkNs(Math.round(deployment.record().chunkMs() * 1e6)));
        mcap.metadata(Topics.SESSION, session.metadata());
        byte[] yaml = session.deploymentYaml().getBytes(StandardCharsets.UTF_8);
        mcap.attach(nowNs, nowNs, Topics.DEPLOYMENT, "application/yaml", yaml);
        channel(cameraTopic, CompressedImage.SCHEMA);
        channel(egoTopic, NormalizedControl.SCHEMA);
        channel(Topics.DECISION, org.sanderling.recording.messages.sanderling_msgs.msg.Decision.SCHEMA);
        channel(Topics.TRACE, DecodeTrace.SCHEMA);
        channel(Topics.TICK, TickTrace.SCHEMA);
        channel(Topics.DELIVERY, Delivery.SCHEMA);
        channel(Topics.SETPOINT, Setpoint.SCHEMA);
        channel(Topics.INPUT_EVENT, InputEvent.SCHEMA);
    }

    private static Compression compression(String name) {
        return switch (name) {
            case "zstd" -> Compression.ZSTD;
            case "lz4" -> Compression.LZ4;
            default -> Compression.NONE;
        };
    }

    private void channel(String topic, String schema) {
        int id = mcap.addSchema(
                schema,
                MessageSchemas.SCHEMA_ENCODING,
                MessageSchemas.text(schema).getBytes(StandardCharsets.UTF_8));
        channels.put(topic, mcap.addChannel(topic, id, MessageSchemas.MESSAGE_ENCODING, Map.of()));
    }

    private void write(String topic, long sequence, long logNs, long publishNs, Message message) {
        message.write(cdr.reset());
        mcap.write(channels.get(topic), sequence, logNs, publishNs, cdr.bytes(), 0, cdr.size());
    }

    void input(InputRecord r) {
        Header header = new Header(Time.ofNanos(r.stampNs), r.kind == InputRecord.Kind.IMAGE ? "camera" : "ego");
        switch (r.kind) {
            case IMAGE -> {
                byte[] bytes = new byte[(int) r.length];
                MemorySegment.copy(r.bytes, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
                write(cameraTopic, r.sequence, r.arrivalNs, r.stampNs, new CompressedImage(header, "jpeg", bytes));
            }
            case ACTION ->
                write(
                        egoTopic,
                        r.sequence,
                        r.arrivalNs,
                        r.stampNs,
                        new NormalizedControl(header, r.action[0], r.action[1]));
            case RESET ->
                write(Topics.INPUT_EVENT, 0, r.arrivalNs, r.arrivalNs, new InputEvent(header, InputEvent.RESET));
        }
    }

    void run(RunRecord r) {
        write(Topics.TRACE, r.tick, r.endNs, r.endNs, TraceMessages.of(r));
    }

    void tick(TickRecord r) {
        Decision d = r.decision;
        Header header = new Header(Time.ofNanos(d.handedNs), "ego");
        write(Topics.DECISION, d.tick, d.handedNs, d.handedNs, DecisionMessages.of(d, template));
        write(
                Topics.TICK,
                d.tick,
                d.handedNs,
                d.handedNs,
                new TickTrace(
                        header,
                        d.tick,
                        r.tickStartMonoNs,
                        d.tickStartNs,
                        r.handedMonoNs,
                        r.imageSequence,
                        r.imageStampNs,
                        r.historySequence,
                        Reason.of(r.observation).name(),
                        r.runStarted,
                        r.runTaken,
                        d.byPacer,
                        r.shutdown,
                        r.decisionHash,
                        r.chainHash));
    }

    void delivery(String transport, DeliveryRecord r) {
        write(
                Topics.DELIVERY,
                r.tick,
                r.wireNs,
                r.wireNs,
                new Delivery(r.tick, transport, r.delivered, Time.ofNanos(r.handedNs), Time.ofNanos(r.wireNs)));
    }

    void setpoint(SetpointRecord r) {
        Header header = new Header(Time.ofNanos(r.timeNs), "ego");
        write(Topics.SETPOINT, r.tick, r.timeNs, r.timeNs, new Setpoint(header, r.tick, r.values));
    }

    void flush() {
        mcap.flush();
    }

    /** Says how the run ended. */
    void closing(Map<String, String> facts) {
        mcap.metadata(Topics.CLOSING, facts);
    }

    @Override
    public void close() {
        mcap.close();
    }
}
