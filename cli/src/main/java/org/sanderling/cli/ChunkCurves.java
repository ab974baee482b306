package org.sanderling.cli;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.evaluation.plot.Chart;
import org.sanderling.evaluation.plot.Series;
import org.sanderling.evaluation.plot.Series.Mark;
import org.sanderling.tokenizers.BeastSpline;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** Collects what is drawn of some chunks, one after the other on the time axis: samples, the decoded curve, control points, knots. */
final class ChunkCurves implements ChunkEncoder.Sink {
    private static final int POINTS = 200;
    private static final int SAMPLE = 0xD55E00;
    private static final int DECODED = 0x0072B2;
    private static final int CONTROL = 0x009E73;

    private final TokenizerSpec spec;
    private final int from;
    private final int count;
    private final List<Curve> curves = new ArrayList<>();
    private long seen;
    private int drawn;

    /** Of one DoF. */
    private record Curve(
            List<Double> sampleTimes,
            List<Double> samples,
            List<Double> times,
            List<Double> decoded,
            List<Double> controlTimes,
            List<Double> controls,
            List<Double> knots) {
        Curve() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    ChunkCurves(TokenizerSpec spec, int from, int count) {
        this.spec = spec;
        this.from = from;
        this.count = count;
        spec.dofs().forEach(d -> curves.add(new Curve()));
    }

    int drawn() {
        return drawn;
    }

    @Override
    public void accept(TokenizedChunk chunk, double[] samples) {
        if (seen++ < from || drawn == count) {
            return;
        }
        double stepS = spec.durationS() / (spec.samples() - 1);
        double startS = (seen - 1) * (spec.durationS() + stepS);
        int dofs = spec.dofs().size();
        for (int d = 0; d < dofs; d++) {
            Curve curve = curves.get(d);
            for (int t = 0; t < spec.samples(); t++) {
                curve.sampleTimes().add(startS + t * stepS);
                curve.samples().add(samples[t * dofs + d]);
            }
            if (chunk.decoded().length == 0) {
                for (int t = 0; t < spec.samples(); t++) {
                    curve.times().add(startS + t * stepS);
                    curve.decoded().add((double) chunk.reconstruction()[t * dofs + d]);
                }
            } else {
                spline(curve, chunk.decoded(), startS, d);
            }
            // A gap between chunks.
            curve.times().add(startS + spec.durationS());
            curve.decoded().add(Double.NaN);
        }
        drawn++;
    }

    private void spline(Curve curve, float[] controlPoints, double startS, int d) {
        BeastSpline spline = new BeastSpline(spec);
        float[] out = new float[spec.dofs().size()];
        for (int i = 0; i <= POINTS; i++) {
            double tS = spec.options().delayS() + spec.durationS() * i / POINTS;
            spline.evaluate(controlPoints, tS, out);
            curve.times().add(startS + tS);
            curve.decoded().add((double) out[d]);
        }
        double offsetS = startS + spec.options().delayS();
        for (int k = 0; k < spline.controlPoints(); k++) {
            curve.controlTimes().add(offsetS + spline.greville(d, k) * spec.durationS());
            curve.controls().add((double) controlPoints[d * spline.controlPoints() + k]);
        }
        for (int i = 0; i <= spline.spans(d); i++) {
            curve.knots().add(offsetS + spec.durationS() * i / spline.spans(d));
        }
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (int d = 0; d < curves.size(); d++) {
            Dof dof = spec.dofs().get(d);
            Curve c = curves.get(d);
            List<Series> series = new ArrayList<>();
            series.add(new Series("decoded", Mark.LINE, DECODED, c.times(), c.decoded()));
            series.add(new Series("sample", Mark.DOTS, SAMPLE, c.sampleTimes(), c.samples()));
            if (!c.controls().isEmpty()) {
                series.add(new Series("control point", Mark.DIAMONDS, CONTROL, c.controlTimes(), c.controls()));
            }
            String unit = dof.unit().equals("1") ? "" : ", " + dof.unit();
            charts.add(new Chart(
                    dof.name(), "time, s (lines: knots)", dof.name() + unit, false, false, series, c.knots()));
        }
        return charts;
    }
}
