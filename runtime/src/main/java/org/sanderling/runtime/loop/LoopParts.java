package org.sanderling.runtime.loop;

import java.util.Map;
import org.sanderling.config.ConfigException;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationBuilder;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.safety.LimitCheck;
import org.sanderling.runtime.safety.PlanLimits;

/**
 * The deciding parts of a loop, built alike for a vehicle, an evaluation and a replay.
 *
 * @param deployment limits, deadline and decoder
 * @param manifest the model
 * @param limits the deployment's limits in the model's order
 * @param check judges plans
 * @param periodNs time between ticks, ns
 * @param epoch generation of the runtime
 */
public record LoopParts(
        Deployment deployment, ModelManifest manifest, PlanLimits limits, LimitCheck check, long periodNs, long epoch) {
    /** The parts of one deployment with one model. */
    public static LoopParts of(Deployment deployment, ModelManifest manifest, long epoch) {
        PlanLimits limits =
                new PlanLimits(deployment.limits(), manifest.tokenizer().dofs());
        long periodNs = Math.round(1e9 / deployment.rateHz());
        if (deployment.rateHz() != manifest.rateHz()) {
            throw new ConfigException(deployment.file() + ": rateHz: " + deployment.rateHz() + ", but the model "
                    + manifest.name() + " was trained at " + manifest.rateHz() + " Hz; allowed: " + manifest.rateHz());
        }
        long sampleNs = Math.round(1e9 / manifest.rateHz());
        return new LoopParts(deployment, manifest, limits, new LimitCheck(limits, sampleNs), periodNs, epoch);
    }

    /** From observations to checked plans. */
    public PlanRun run(DenoisingModel model) {
        return new PlanRun(manifest, model, settings(), check);
    }

    /** What each tick decides. */
    public TickDecider decider(PlanRun run) {
        Ladder ladder = new Ladder(limits, run.createPlan(), periodNs);
        return new TickDecider(deployment, manifest.template(), ladder, epoch);
    }

    /** From inputs to observations. */
    public ObservationBuilder observations(
            ObservationShape shape, ImageDecoder decoder, InputCounters images, InputCounters actions) {
        return new ObservationBuilder(
                shape,
                decoder,
                Math.round(deployment.inputs().camera().staleMs() * 1e6),
                Math.round(deployment.inputs().ego().staleMs() * 1e6),
                images,
                actions);
    }

    /** The manifest's calibrated decoding, with what the deployment sets in its place. */
    public DecoderSettings settings() {
        ModelManifest.Decoder calibrated = manifest.decoder();
        Deployment.Decoder chosen = deployment.decoder();
        String rule = chosen.rule() == null ? calibrated.rule() : chosen.rule();
        Integer maxForwards = chosen.maxForwards();
        return new DecoderSettings(
                rule,
                calibrated.windowBins(),
                calibrated.ordinalThreshold(),
                calibrated.categoricalThreshold(),
                maxForwards == null ? calibrated.maxForwards() : maxForwards,
                chosen.temperature(),
                deployment.planner().seed(),
                calibrated.blockSlots(),
                calibrated.slotCache(),
                calibrated.bounds(),
                calibrated.parameters().getOrDefault(rule, Map.of()));
    }
}
