package org.sanderling.evaluation.report;

import java.util.Locale;
import org.sanderling.config.ModelManifest.Camera;
import org.sanderling.config.ModelManifest.Vehicle;

/**
 * Where a plan's path lies in the image: a kinematic bicycle model on flat ground, seen by a pinhole camera above the
 * reference point, pitched down. Steering: left negative; x forward, y left.
 */
final class PathProjection {
    private static final int SUBSTEPS = 4;
    private static final double NEAREST_M = 0.02;

    private final Camera camera;
    private final Vehicle vehicle;

    PathProjection(Camera camera, Vehicle vehicle) {
        this.camera = camera;
        this.vehicle = vehicle;
    }

    /** Ground positions (x, y), m, after each step: [n][2]. Stops at the first command that is no number. */
    double[][] ground(double[] steering, double[] throttle, double periodS) {
        int n = 0;
        while (n < steering.length && Double.isFinite(steering[n]) && Double.isFinite(throttle[n])) {
            n++;
        }
        double[][] path = new double[n][2];
        double x = 0;
        double y = 0;
        double headingRad = 0;
        for (int i = 0; i < n; i++) {
            double speedMps = Math.clamp(throttle[i], 0, 1) * vehicle.fullThrottleSpeedMps();
            double angleRad = -Math.clamp(steering[i], -1, 1) * vehicle.maxSteeringAngleRad();
            double stepM = speedMps * periodS / SUBSTEPS;
            for (int s = 0; s < SUBSTEPS; s++) {
                x += stepM * Math.cos(headingRad);
                y += stepM * Math.sin(headingRad);
                headingRad += stepM * Math.tan(angleRad) / vehicle.wheelbaseM();
            }
            path[i][0] = x;
            path[i][1] = y;
        }
        return path;
    }

    /** Pixel (u, v) of a ground point; NaN where it lies behind the camera. */
    double[] pixel(double xM, double yM) {
        double focalPx = camera.widthPx() / 2.0 / Math.tan(camera.horizontalFovRad() / 2);
        double cos = Math.cos(camera.pitchRad());
        double sin = Math.sin(camera.pitchRad());
        double depth = xM * cos + camera.heightM() * sin;
        double down = camera.heightM() * cos - xM * sin;
        if (!(depth > NEAREST_M)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        return new double[] {
            camera.widthPx() / 2.0 - focalPx * yM / depth, camera.heightPx() / 2.0 + focalPx * down / depth
        };
    }

    /** The path as the points of an SVG polyline in pixels. */
    String points(double[] steering, double[] throttle, double periodS) {
        StringBuilder out = new StringBuilder();
        append(out, pixel(0, 0));
        for (double[] p : ground(steering, throttle, periodS)) {
            append(out, pixel(p[0], p[1]));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, double[] uv) {
        if (Double.isFinite(uv[0]) && Double.isFinite(uv[1]) && Math.abs(uv[0]) < 1e5 && Math.abs(uv[1]) < 1e5) {
            out.append(out.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.1f,%.1f", uv[0], uv[1]));
        }
    }
}
