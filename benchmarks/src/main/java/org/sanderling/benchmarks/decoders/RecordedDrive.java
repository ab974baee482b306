package org.sanderling.benchmarks.decoders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.openloop.FrameRange;
import org.sanderling.evaluation.openloop.OpenLoopEvaluation;
import org.sanderling.evaluation.openloop.OpenLoopRequest;
import org.sanderling.evaluation.openloop.OpenLoopResult;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.time.SystemClock;

/** Every rule on the part of the demo drive that the planner was not trained on: mean steering error. */
public final class RecordedDrive {
    static final String BY_FORWARDS = "recorded drive";
    static final String BY_DEADLINE = "recorded drive, by deadline";

    /** First frame that a window's history may reach back to, and the last one. */
    private static final int FIRST = 630;

    private static final int LAST = 799;

    /** Frames that the first window's history and the last one's horizon take. */
    private static final int MARGIN = 40;

    private final Path deployment;
    private final ModelManifest manifest;
    private final Engine engine;
    private final Path drive;

    /**
     * Cuts the held-out frames out of the demo drive.
     *
     * @param home the project
     * @param out folder for the cut
     * @param windows about how many to plan at; fewer where the held-out part ends
     */
    public RecordedDrive(Path home, Path out, ModelManifest manifest, Engine engine, int windows) throws IOException {
        deployment = home.resolve("config/deployments/demo.yaml");
        this.manifest = manifest;
        this.engine = engine;
        drive = out.resolve("held-out.mcap");
        cut(home.resolve("data/donkeycar-track.mcap"), drive, Math.min(LAST, FIRST + MARGIN + windows));
    }

    private static void cut(Path whole, Path part, int last) throws IOException {
        Map<String, Integer> channels = new HashMap<>();
        try (McapReader reader = McapReader.open(whole);
                McapWriter writer = McapWriter.create(part, WriterOptions.defaults())) {
            Iterator<ChannelMessage> messages = reader.messages(Set.of("/camera/image/compressed", "/driver/command"));
            while (messages.hasNext()) {
                ChannelMessage m = messages.next();
                long sequence = m.message().sequence();
                if (sequence < FIRST || sequence > last) {
                    continue;
                }
                int channel = channels.computeIfAbsent(
                        m.topic(),
                        topic -> writer.addChannel(
                                topic,
                                writer.addSchema(
                                        m.schema().name(),
                                        m.schema().encoding(),
                                        m.schema().data()),
                                MessageSchemas.MESSAGE_ENCODING,
                                Map.of()));
                byte[] data = m.message().data();
                writer.write(
                        channel, sequence, m.message().logTimeNs(), m.message().publishTimeNs(), data, 0, data.length);
            }
        }
    }

    /** Steering error of each rule in at most so many forwards. */
    public List<TradeOff> byForwards(List<String> rules, List<Integer> budgets) {
        return TradeOff.each(rules, budgets, (rule, budget) -> {
            OpenLoopResult r = evaluate(rule, budget, Double.NaN);
            return new TradeOff(
                    BY_FORWARDS, rule, budget, forwards(r), r.error().steeringMae(), null);
        });
    }

    /** Steering error of each rule within a deadline, ms. */
    public List<TradeOff> byDeadline(List<String> rules, List<Double> deadlinesMs) {
        List<TradeOff> all = new ArrayList<>();
        for (String rule : rules) {
            for (double deadline : deadlinesMs) {
                OpenLoopResult r = evaluate(rule, 100, deadline);
                all.add(new TradeOff(
                        BY_DEADLINE, rule, deadline, forwards(r), r.error().steeringMae(), null));
            }
        }
        return all;
    }

    private static double forwards(OpenLoopResult r) {
        return r.trials().stream().mapToInt(t -> t.forwards()).average().orElse(0);
    }

    private OpenLoopResult evaluate(String rule, int maxForwards, double deadlineMs) {
        Deployment chosen = DeploymentReader.read(
                deployment, Map.of("decoder.rule", rule, "decoder.maxForwards", Integer.toString(maxForwards)));
        try (TurboJpegDecoder decoder = new TurboJpegDecoder()) {
            return OpenLoopEvaluation.run(
                    new OpenLoopRequest(
                            LoopParts.of(chosen, manifest, 0),
                            drive,
                            FrameRange.ALL,
                            null,
                            FrameRange.ALL,
                            deadlineMs,
                            engine,
                            decoder,
                            new SystemClock()),
                    (done, total) -> {});
        }
    }
}
