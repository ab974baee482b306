package org.sanderling.evaluation.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;

/**
 * What an evaluation of a world model found. Arrays by horizon: the first is one frame ahead.
 *
 * @param frames from how many frames the future was dreamt
 * @param steps of the sampler
 * @param mode {@code point} or {@code sample}
 * @param sampler its name
 * @param predicted errors of the dream
 * @param copied errors of the last seen frame, which is what a model has to beat
 * @param autoencoder error of a frame that was encoded and decoded: the ceiling
 * @param negated error one frame ahead where steering has the other sign
 * @param distances kernel distances of frame differences one frame ahead
 * @param monitor how well spoilt frames are told from good ones
 * @param times what a frame costs
 */
public record WorldResult(
        int frames,
        int steps,
        String mode,
        String sampler,
        List<PictureError> predicted,
        List<PictureError> copied,
        PictureError autoencoder,
        PictureError negated,
        Distances distances,
        Monitor monitor,
        FrameTimes times) {
    public WorldResult {
        predicted = List.copyOf(predicted);
        copied = List.copyOf(copied);
    }

    /**
     * Kernel distance to the real frame differences, × 1000.
     *
     * @param predicted of the dream
     * @param copied of a repeated frame
     * @param blurred of the real frames, blurred by 3 × 3
     * @param halves of one half of the real ones to the other: what is left where nothing differs but the moment
     */
    public record Distances(double predicted, double copied, double blurred, double halves) {}

    /**
     * How well surprise tells spoilt frames from good ones.
     *
     * @param auroc by fault, with the scale named
     * @param scale {@code manifest}, or {@code these frames} where the manifest has none
     * @param calibration a scale from these frames, as a manifest's {@code world.monitor}
     */
    public record Monitor(Map<String, Double> auroc, String scale, ModelManifest.World.Monitor calibration) {}

    /**
     * Medians over frames of encode, draw, decode and remember.
     *
     * @param bytesPerFrame allocated on the thread that did it
     */
    public record FrameTimes(
            double encodeMs, double drawMs, double rememberMs, double decodeMs, double frameMs, double bytesPerFrame) {
        /** Frames a second, all four together. */
        public double fps() {
            return 1000 / frameMs;
        }
    }

    /** Keys of {@code --json}. */
    public Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("frames", frames);
        o.put("psnrDb", psnr(predicted));
        o.put("copyLastPsnrDb", psnr(copied));
        o.put("autoencoderPsnrDb", finite(autoencoder.psnrDb()));
        o.put("ssim", ssim(predicted));
        o.put("copyLastSsim", ssim(copied));
        o.put("negatedSteeringPsnrDb", finite(negated.psnrDb()));
        Map<String, Object> kernel = new LinkedHashMap<>();
        kernel.put("predicted", finite(distances.predicted()));
        kernel.put("copyLast", finite(distances.copied()));
        kernel.put("blurred", finite(distances.blurred()));
        kernel.put("realHalves", finite(distances.halves()));
        o.put("kernelDistance", kernel);
        Map<String, Object> watched = new LinkedHashMap<>();
        watched.put("auroc", monitor.auroc());
        watched.put("scale", monitor.scale());
        Map<String, Object> calibration = new LinkedHashMap<>();
        calibration.put("medians", monitor.calibration().medians());
        calibration.put("spreads", monitor.calibration().spreads());
        calibration.put("scores", monitor.calibration().scores());
        calibration.put("trustPercentile", monitor.calibration().trustPercentile());
        calibration.put("alarmScore", monitor.calibration().alarmScore());
        watched.put("calibration", calibration);
        o.put("monitor", watched);
        o.put("fps", times.fps());
        Map<String, Object> stages = new LinkedHashMap<>();
        stages.put("encode", times.encodeMs());
        stages.put("draw", times.drawMs());
        stages.put("remember", times.rememberMs());
        stages.put("decode", times.decodeMs());
        stages.put("frame", times.frameMs());
        o.put("stageMs", stages);
        o.put("allocatedBytesPerFrame", times.bytesPerFrame());
        o.put("steps", steps);
        o.put("mode", mode);
        o.put("sampler", sampler);
        return o;
    }

    private static List<Double> psnr(List<PictureError> errors) {
        List<Double> values = new ArrayList<>();
        errors.forEach(e -> values.add(finite(e.psnrDb())));
        return values;
    }

    private static List<Double> ssim(List<PictureError> errors) {
        List<Double> values = new ArrayList<>();
        errors.forEach(e -> values.add(finite(e.meanSsim())));
        return values;
    }

    /** A still camera copies without error: that figure is not a number, and null says so. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
