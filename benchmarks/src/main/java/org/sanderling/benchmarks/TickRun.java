package org.sanderling.benchmarks;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.sanderling.config.Deployment;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.gateway.mqtt.MqttTransportProvider;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.record.SessionInfo;
import org.sanderling.runtime.session.LiveRun;
import org.sanderling.runtime.telemetry.RunStatistics;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * One run of a deployment in real time, warmed up, with the threads and queues that a vehicle would have.
 *
 * @param ticks ticks since arming
 * @param fresh of these, on the rung FRESH
 * @param late of these, after their deadline
 * @param overheadNs ticks without their forwards, where a plan was taken
 * @param forwardsNs the forwards of these
 * @param latencyNs sensor stamp to the return of the transport's write
 * @param allocatedBytes by pacer, planner and control since arming
 */
record TickRun(
        long ticks,
        long fresh,
        long late,
        Histogram overheadNs,
        Histogram forwardsNs,
        Histogram latencyNs,
        long allocatedBytes) {

    static TickRun of(Deployment deployment, Engine engine, double seconds) throws InterruptedException {
        ModelManifest manifest = ManifestReader.read(deployment.planner().model());
        List<String> dofs = manifest.tokenizer().dofs().stream()
                .map(TokenizerSpec.Dof::name)
                .toList();
        List<DecisionTransport> transports = new MqttTransportProvider().open(deployment, manifest.template(), dofs);
        Histogram forwardsNs = new Histogram(3);
        try (PlannerGraphs model = new PlannerGraphs(manifest, engine);
                ImageDecoder decoder = new TurboJpegDecoder()) {
            LiveRun run = new LiveRun(
                    deployment,
                    manifest,
                    model,
                    decoder,
                    transports,
                    session(deployment, manifest, engine, decoder),
                    Math.round(seconds * deployment.rateHz()),
                    tick -> {
                        if (tick.runTaken >= 0) {
                            forwardsNs.recordValue(tick.forwardNs);
                        }
                    });
            run.run();
            String failure = run.failure();
            if (failure != null) {
                throw new BenchmarkException(failure);
            }
            RunStatistics s = run.statistics();
            return new TickRun(
                    s.ticks,
                    s.rungs[Rung.FRESH.ordinal()],
                    s.late,
                    s.overheadNs,
                    forwardsNs,
                    s.latencyNs,
                    run.loopBytes());
        }
    }

    private static SessionInfo session(
            Deployment deployment, ModelManifest manifest, Engine engine, ImageDecoder decoder) {
        return new SessionInfo(
                "bench",
                SessionInfo.DECODER_VERSION,
                0,
                deployment.effective().yaml(),
                java.util.Map.of(),
                deployment.effective().hash(),
                manifest.modelHash(),
                engine.name() + " " + engine.version(),
                decoder.version());
    }
}
