package org.sanderling.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * What a model directory says of itself. Read by {@link ManifestReader}, which has checked the graphs' SHA-256 and, for a
 * planner, that its blocks agree with each other; other tasks need not have the blocks that may be null.
 *
 * @param directory the model directory, absolute
 * @param name model name
 * @param version its version
 * @param licence SPDX identifier
 * @param task {@code planner}, {@code world-model}, {@code policy} or {@code filter}
 * @param graphs by name: {@code context}, {@code denoise}, {@code regression}, …
 * @param imageOffsets frames of an observation relative to the newest, newest first: {@code [0, -4]}
 * @param rateHz rate that the model was trained at; NaN where a task other than a planner leaves it out
 * @param cache {@code exact} or {@code approximate}
 * @param tokenizer the action tokenizer
 * @param template the plan's fixed pattern
 * @param decoder calibrated decoding
 * @param camera the camera that it assumes
 * @param vehicle the vehicle that it assumes
 * @param world how a world model is sampled; null for other tasks
 * @param quality measured quality, as written
 * @param modelHash SHA-256 over the manifest's bytes, then all graphs' in the order of their names; hex
 */
public record ModelManifest(
        Path directory,
        String name,
        String version,
        String licence,
        String task,
        Map<String, GraphFile> graphs,
        List<Integer> imageOffsets,
        double rateHz,
        @Nullable String cache,
        @Nullable TokenizerSpec tokenizer,
        @Nullable PlanTemplate template,
        @Nullable Decoder decoder,
        @Nullable Camera camera,
        @Nullable Vehicle vehicle,
        @Nullable World world,
        Map<String, Object> quality,
        String modelHash) {

    /**
     * A graph.
     *
     * @param file ONNX file
     * @param sha256 its SHA-256, hex
     * @param inputs declared inputs
     * @param outputs declared outputs
     * @param line line of the manifest that declares it
     */
    public record GraphFile(Path file, String sha256, List<Tensor> inputs, List<Tensor> outputs, int line) {
        public GraphFile {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /** The declared input or output with this name, or null. */
        public @Nullable Tensor tensor(String tensorName) {
            for (List<Tensor> side : List.of(inputs, outputs)) {
                for (Tensor t : side) {
                    if (t.name().equals(tensorName)) {
                        return t;
                    }
                }
            }
            return null;
        }
    }

    /**
     * A tensor as declared.
     *
     * @param name name in the graph
     * @param type {@code u8, i64, f32, …}
     * @param shape static shape
     * @param unit unit, {@code 1} where it has none
     * @param frame frame of reference
     * @param line line of the manifest that declares it
     */
    public record Tensor(String name, String type, List<Long> shape, String unit, String frame, int line) {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Calibrated decoding.
     *
     * @param rule commit rule
     * @param windowBins half-width W of the window whose probability mass is an ordinal slot's confidence
     * @param ordinalThreshold confidence from which an ordinal slot commits
     * @param categoricalThreshold confidence from which a categorical slot commits
     * @param maxForwards most forwards a plan
     * @param blockSlots slots of a block, 0 for one block
     * @param slotCache which slots a forward computes anew
     * @param bounds credible half-widths within which a rule in physical units commits, one a degree of freedom in its unit;
     *     empty where there are none
     * @param parameters numbers of rules, by rule and name
     */
    public record Decoder(
            String rule,
            int windowBins,
            double ordinalThreshold,
            double categoricalThreshold,
            int maxForwards,
            int blockSlots,
            CachePolicy slotCache,
            List<Double> bounds,
            Map<String, Map<String, Double>> parameters) {
        public Decoder {
            bounds = List.copyOf(bounds);
            parameters = Map.copyOf(parameters);
        }

        /** One block, no slot cache, no bounds, every rule with its standard numbers. */
        public Decoder(
                String rule, int windowBins, double ordinalThreshold, double categoricalThreshold, int maxForwards) {
            this(
                    rule,
                    windowBins,
                    ordinalThreshold,
                    categoricalThreshold,
                    maxForwards,
                    0,
                    CachePolicy.NONE,
                    List.of(),
                    Map.of());
        }
    }

    /** The camera; {@code assumed} where the data does not tell. */
    public record Camera(
            boolean assumed, int widthPx, int heightPx, double horizontalFovRad, double heightM, double pitchRad) {}

    /** The vehicle; {@code assumed} where the data does not tell. */
    public record Vehicle(
            boolean assumed, double wheelbaseM, double maxSteeringAngleRad, double fullThrottleSpeedMps) {}

    /**
     * How a world model is sampled.
     *
     * @param source {@code warm}: a frame starts from the last one and noise; {@code noise}: from noise alone
     * @param sigma standard deviation of that noise, in latents
     * @param sampler {@code euler}, {@code heun} or {@code consistency} (multistep, in the rectified flow's form)
     * @param mode {@code point}: without noise, the prediction with the least error; {@code sample}: one of the futures
     * @param temperature factor of the noise in {@code sample}
     * @param steps steps of the sampler where none are asked for
     * @param actions what an action holds
     * @param monitor calibration of predicted against observed frames; null where it has none
     */
    public record World(
            String source,
            double sigma,
            String sampler,
            String mode,
            double temperature,
            int steps,
            List<Action> actions,
            @Nullable Monitor monitor) {
        public World {
            actions = List.copyOf(actions);
        }

        /** A component of an action and its bounds. */
        public record Action(String name, String unit, double min, double max) {}

        /**
         * Surprises at frames that the model was not trained on: see {@code runtime.world.SurpriseScale}.
         *
         * @param medians of each feature
         * @param spreads of each feature: 95 % quantile less the median
         * @param scores quantiles of the score at equal steps from 0 to 100 %, ascending
         * @param trustPercentile from this percentile on, trust falls
         * @param alarmScore at this score there is none left
         */
        public record Monitor(
                List<Double> medians,
                List<Double> spreads,
                List<Double> scores,
                double trustPercentile,
                double alarmScore) {
            public Monitor {
                medians = List.copyOf(medians);
                spreads = List.copyOf(spreads);
                scores = List.copyOf(scores);
            }
        }

        /** Frames that a graph of this name makes at once: 1 of {@code frame}, 4 of {@code frame4}; 0 if it is no such graph. */
        public static int blockOf(String graph) {
            if (graph.equals("frame")) {
                return 1;
            }
            return graph.matches("frame[1-9][0-9]{0,3}") ? Integer.parseInt(graph.substring("frame".length())) : 0;
        }
    }
}
