package org.sanderling.tokenizers;

/**
 * The fit as a seam ties it to the state before the chunk: the control points that the state gives are subtracted before the others are fitted. Immutable;
 * any thread; nothing is allocated.
 */
final class TiedFit {
    private final Seam seam;
    private final RidgeFit[] fits;

    /** @param untied fits of each DoF, used where the seam gives no control point; DoFs of one degree share theirs */
    TiedFit(Seam seam, RidgeFit[] untied, SampleGrid[] grids, double ridge) {
        this.seam = seam;
        this.fits = untied.clone();
        for (int d = 0; d < fits.length; d++) {
            if (seam.given(d) > 0) {
                int same = 0;
                while (grids[same] != grids[d]) {
                    same++;
                }
                fits[d] = same < d ? fits[same] : new RidgeFit(grids[d], ridge, seam.given(d));
            }
        }
    }

    /** How DoF d is fitted. */
    RidgeFit of(int d) {
        return fits[d];
    }

    /** Control point k of DoF d of a chunk [T][D]. */
    double controlPoint(float[] chunk, float[] state, int d, int k) {
        return k < seam.given(d)
                ? seam.controlPoint(d, k, state)
                : less(fits[d].controlPoint(chunk, d, fits.length, k), state, d, k);
    }

    /** The same of float64 samples. */
    double controlPoint(double[] chunk, float[] state, int d, int k) {
        return k < seam.given(d)
                ? seam.controlPoint(d, k, state)
                : less(fits[d].controlPoint(chunk, d, fits.length, k), state, d, k);
    }

    /** A fitted control point less what the given ones take from it. */
    double less(double fitted, float[] state, int d, int k) {
        double c = fitted;
        for (int j = 0; j < seam.given(d); j++) {
            c -= fits[d].coupling(k, j) * seam.controlPoint(d, j, state);
        }
        return c;
    }
}
