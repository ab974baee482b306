package org.sanderling.evaluation.world;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.runtime.world.FrameSurprise;
import org.sanderling.runtime.world.SurpriseScale;

/** Surprises at good frames and at spoilt ones, each after the same good past, and how well a scale tells them apart. */
final class MonitorTrial {
    private final FrameModel model;
    private final WorldDrive drive;
    private final FrameSurprise surprise;
    private final List<double[]> good = new ArrayList<>();
    private final Map<CameraFault, List<double[]>> spoilt = new EnumMap<>(CameraFault.class);

    MonitorTrial(FrameModel model, WorldDrive drive) {
        this.model = model;
        this.drive = drive;
        surprise = new FrameSurprise(model);
        for (CameraFault fault : CameraFault.values()) {
            spoilt.put(fault, new ArrayList<>());
        }
    }

    /**
     * Compares frame {@code row}, as it came and spoilt, with its dream.
     *
     * @param last the frame before it, f32 [latent]
     * @param dreamt its dream, f32 [latent]
     */
    void at(int row, MemorySegment last, MemorySegment dreamt) {
        good.add(compared(row, null, row, last, dreamt));
        for (CameraFault fault : CameraFault.values()) {
            int shown = switch (fault) {
                case FROZEN -> row - 1;
                case SWAPPED -> (row + drive.size() / 2) % drive.size();
                default -> row;
            };
            spoilt.get(fault).add(compared(shown, fault, row, last, dreamt));
        }
    }

    private double[] compared(int shown, CameraFault fault, int row, MemorySegment last, MemorySegment dreamt) {
        drive.load(shown);
        if (fault != null) {
            fault.spoil(
                    model.image(), model.shape().imageHeightPx(), model.shape().imageWidthPx(), row);
        }
        model.encode();
        double[] features = new double[FrameSurprise.FEATURES];
        surprise.compare(last, dreamt, features);
        return features;
    }

    /** A scale from the good frames. */
    SurpriseScale calibrated() {
        return SurpriseScale.calibrated(good);
    }

    /** For each fault the probability that a spoilt frame scores above a good one, ties counted half. */
    Map<String, Double> auroc(SurpriseScale scale) {
        double[] low = good.stream().mapToDouble(scale::score).toArray();
        Map<String, Double> areas = new LinkedHashMap<>();
        spoilt.forEach((fault, features) -> areas.put(
                fault.key(),
                area(low, features.stream().mapToDouble(scale::score).toArray())));
        return areas;
    }

    static double area(double[] low, double[] high) {
        double above = 0;
        for (double h : high) {
            for (double l : low) {
                above += h > l ? 1 : h == l ? 0.5 : 0;
            }
        }
        return above / ((double) low.length * high.length);
    }
}
