package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** The fast splines against the textbook and against what is known in closed form. */
class BeastSplineTest {
    record Shape(int samples, int controlPoints, int degree, double durationS, long seed) {
        TokenizerSpec spec(int dofs) {
            return Specs.beast(samples, durationS, controlPoints, degree, Specs.names(dofs, 0), InitialState.NONE);
        }

        double[] random(int count) {
            return new Random(seed).doubles(count, -3, 3).toArray();
        }
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.doubles().between(0.05, 20),
                        Arbitraries.longs())
                .as((p, spans, more, duration, seed) ->
                        new Shape(Math.max(p + spans + more, 2), p + spans, p, duration, seed));
    }

    @Property(tries = 300)
    void fitsLikeTheNormalEquations(@ForAll("shapes") Shape shape) {
        int dofs = 2;
        double[] chunk = shape.random(shape.samples() * dofs);
        double[] c = new double[shape.controlPoints() * dofs];
        new BeastSpline(shape.spec(dofs)).fit(chunk, new float[dofs], c);

        for (int d = 0; d < dofs; d++) {
            double[] column = new double[shape.samples()];
            for (int t = 0; t < column.length; t++) {
                column[t] = chunk[t * dofs + d];
            }
            double[] oracle = NaiveBeast.fit(column, shape.controlPoints(), shape.degree(), 1e-9);
            double largest = Arrays.stream(oracle).map(Math::abs).max().orElseThrow();
            for (int k = 0; k < oracle.length; k++) {
                // With T = N and many spans the condition number passes 1e6; both lose as many digits.
                assertThat(c[d * shape.controlPoints() + k]).isCloseTo(oracle[k], offset(1e-6 * Math.max(1, largest)));
            }
        }
    }

    @Property(tries = 300)
    void evaluatesLikeCoxDeBoor(@ForAll("shapes") Shape shape, @ForAll("phases") double u) {
        double[] c = shape.random(shape.controlPoints());
        BeastSpline spline = new BeastSpline(shape.spec(1));

        assertThat(spline.evaluate(c, 0, u * shape.durationS()))
                .isCloseTo(NaiveBeast.evaluate(c, shape.degree(), u), offset(1e-10));
    }

    @Property(tries = 300)
    void derivativesAreThoseOfTheTextbook(@ForAll("shapes") Shape shape, @ForAll("phases") double u) {
        double[] c = shape.random(shape.controlPoints());
        BeastSpline spline = new BeastSpline(shape.spec(1));
        double[] knots = NaiveBeast.knots(c.length, shape.degree());
        for (int order = 1; order <= shape.degree() + 1; order++) {
            double scale = Math.pow(shape.durationS(), -order);
            double oracle = NaiveBeast.derivative(c, shape.degree(), knots, order, u) * scale;
            double size = scale * Math.pow(2.0 * shape.degree() * shape.controlPoints(), order) * 3;

            assertThat(spline.derivative(c, 0, order, u * shape.durationS())).isCloseTo(oracle, offset(1e-12 * size));
        }
    }

    @Property(tries = 200)
    void ownGridIsTheSameAsAnyTime(@ForAll("shapes") Shape shape) {
        float[] c = floats(shape.random(shape.controlPoints() * 3));
        BeastSpline spline = new BeastSpline(shape.spec(3));
        float[] grid = new float[shape.samples() * 3];
        spline.reconstruct(c, grid);
        float[] out = new float[3];
        for (int t = 0; t < shape.samples(); t++) {
            double tS = shape.durationS() * t / (shape.samples() - 1);
            spline.evaluate(c, tS, out);
            for (int d = 0; d < 3; d++) {
                assertThat(out[d]).isCloseTo(grid[t * 3 + d], offset(1e-6f));
                assertThat(spline.evaluate(c, d, tS)).isEqualTo(out[d]);
            }
        }
    }

    @Property(tries = 100)
    void aSplineIsFittedExactly(@ForAll("shapes") Shape shape) {
        double[] c = shape.random(shape.controlPoints());
        BeastSpline spline = new BeastSpline(shape.spec(1));
        double[] samples = new double[shape.samples()];
        spline.reconstruct(c, samples);
        double[] fitted = new double[c.length];
        spline.fit(samples, new float[1], fitted);
        double[] again = new double[samples.length];
        spline.reconstruct(fitted, again);

        for (int t = 0; t < samples.length; t++) {
            assertThat(again[t]).isCloseTo(samples[t], offset(1e-5));
        }
    }

    @Provide
    Arbitrary<Double> phases() {
        return Arbitraries.doubles().between(0, 1).ofScale(6).filter(u -> u == 0 || u == 1 || offKnots(u));
    }

    /** Off every knot of up to 17 spans, where one-sided values may differ. */
    private static boolean offKnots(double u) {
        for (int spans = 1; spans <= 17; spans++) {
            if (Math.abs(u * spans - Math.rint(u * spans)) < 1e-6) {
                return false;
            }
        }
        return true;
    }

    @Test
    void basisAtTheMiddleIsKnown() {
        // N = 5, p = 4: Bernstein polynomials at ½; N = 10, p = 4: functions 3–6.
        assertThat(middle(5))
                .containsExactly(new double[] {1 / 16., 4 / 16., 6 / 16., 4 / 16., 1 / 16.}, offset(1e-12));
        assertThat(middle(10))
                .containsExactly(
                        new double[] {0, 0, 0, .0416666667, .4583333333, .4583333333, .0416666667, 0, 0, 0},
                        offset(1e-9));
    }

    private static double[] middle(int controlPoints) {
        BeastSpline spline = new BeastSpline(Specs.beast(20, controlPoints, 4, 1, 0));
        double[] phi = new double[controlPoints];
        for (int k = 0; k < controlPoints; k++) {
            double[] unit = new double[controlPoints];
            unit[k] = 1;
            phi[k] = spline.evaluate(unit, 0, 0.5);
        }
        return phi;
    }

    @Test
    void aSineNeedsControlPointsBeyondItsOwnRange() {
        BeastSpline spline = new BeastSpline(Specs.beast(20, 10, 4, 1, 0));
        double[] sine = new double[20];
        for (int t = 0; t < 20; t++) {
            sine[t] = Math.sin(2 * Math.PI * t / 19);
        }
        double[] c = new double[10];
        spline.fit(sine, new float[1], c);
        double[] again = new double[20];
        spline.reconstruct(c, again);

        assertThat(c)
                .containsExactly(
                        new double[] {
                            -1.4e-5, .26156, .788034, 1.258573, .63022, -.63022, -1.258573, -.788034, -.26156, 1.4e-5
                        },
                        offset(5e-6));
        for (int t = 0; t < 20; t++) {
            assertThat(again[t]).isCloseTo(sine[t], offset(3.5e-4));
        }
    }

    @Property(tries = 100)
    void aLineHasItsControlPointsAtGrevillesAbscissae(@ForAll("shapes") Shape shape) {
        BeastSpline spline = new BeastSpline(shape.spec(1));
        double[] c = new double[shape.controlPoints()];
        for (int k = 0; k < c.length; k++) {
            c[k] = 2 * spline.greville(0, k) - 1;
        }
        double u = new Random(shape.seed()).nextDouble();
        double value = shape.degree() > 0 ? 2 * u - 1 : c[(int) (u * c.length)];

        assertThat(spline.spans(0)).isEqualTo(c.length - shape.degree());
        assertThat(spline.evaluate(c, 0, u * shape.durationS())).isCloseTo(value, offset(1e-9));
    }

    @Test
    void outsideTheChunkItStandsStill() {
        BeastSpline spline = new BeastSpline(Specs.beast(20, 10, 4, 2, 0));
        float[] c = floats(new Random(1).doubles(20).toArray());
        float[] out = new float[2];

        spline.evaluate(c, -1, out);
        assertThat(out).containsExactly(c[0], c[10]);
        spline.evaluate(c, 7, out);
        assertThat(out).containsExactly(c[9], c[19]);
        spline.derivative(c, 1, 7, out);
        assertThat(out).containsExactly(0, 0);
        spline.derivative(c, 1, 1, out);
        assertThat(out[0]).isNotZero();
    }

    @Test
    void aDelayHoldsThePhase() {
        TokenizerSpec spec = Specs.beast(20, 10, 4, 1, 0).withOptions(TokenizerOptions.NONE.withDelayS(0.2));
        BeastSpline delayed = new BeastSpline(spec);
        BeastSpline plain = new BeastSpline(Specs.beast(20, 10, 4, 1, 0));
        float[] c = floats(new Random(2).doubles(10).toArray());

        assertThat(delayed.evaluate(c, 0, 0.1)).isEqualTo(c[0]);
        assertThat(delayed.evaluate(c, 0, 0.7)).isCloseTo(plain.evaluate(c, 0, 0.5), offset(1e-6f));
        assertThat(delayed.evaluate(c, 0, 1.2)).isEqualTo(c[9]);
    }

    @Test
    void aZeroOrderDofHoldsTheMeanOfEachInterval() {
        BeastSpline spline = new BeastSpline(Specs.beast(20, 5, 4, 2, 1));
        float[] chunk = new float[40];
        for (int t = 0; t < 20; t++) {
            chunk[t * 2 + 1] = t < 4 ? 1 : 0;
        }
        float[] c = new float[10];
        spline.fit(chunk, c);

        assertThat(c).containsExactly(new float[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0}, offset(1e-6f));
    }

    @Test
    void saysWhatASplineCannotBe() {
        assertThatThrownBy(() -> new BeastSpline(Specs.beast(20, 4, 4, 1, 0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("4 control points are too few for degree 4; at least 5 are needed");
        assertThatThrownBy(() -> new BeastSpline(Specs.beast(20, 10, 6, 1, 0))).hasMessage("degree 6 is outside 0…5");
        assertThatThrownBy(() -> new BeastSpline(Specs.beast(8, 10, 4, 1, 0)))
                .hasMessage("controlPoints 10 is outside 1…samples = 8");
        assertThatThrownBy(() -> new BeastSpline(Specs.beast(
                        20, 1, 10, 4, List.of(new Dof("x", "m", -1), new Dof("x", "m", -1)), InitialState.NONE)))
                .hasMessage("two DoFs are named x; name each column once");
        assertThatThrownBy(() -> new BeastSpline(Specs.beast(20, 0, 10, 4, Specs.names(1, 0), InitialState.NONE)))
                .hasMessage("durationS 0.0 is not a time above 0");
    }

    private static float[] floats(double[] values) {
        float[] f = new float[values.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) values[i];
        }
        return f;
    }
}
