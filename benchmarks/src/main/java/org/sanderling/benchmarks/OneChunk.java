package org.sanderling.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.sanderling.tokenizers.BeastTokenizer;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** The chunk that times are told of: T 50, N 10, p 4, 7 DoF. One thread. */
final class OneChunk {
    static final int T = 50;
    static final int N = 10;
    static final int D = 7;
    static final int BATCH = 64;

    private static final int PARTS = 10;

    final BeastTokenizer beast;
    private final float[] chunks = new float[BATCH * T * D];
    private final float[] chunk = new float[T * D];
    private final int[] tokens = new int[BATCH * N * D];
    private final float[] samples = new float[BATCH * T * D];
    private final float[] controlPoints = new float[N * D];
    private final float[] state = new float[D];
    private final float[] fit = new float[N * T];
    private final float[] basis = new float[T * N];
    private final float[] fitted = new float[N * D];
    private final float[] decoded = new float[T * D];
    /** What was measured ends here, so that it cannot be left out. */
    private float seen;

    OneChunk() {
        List<Dof> dofs = new ArrayList<>();
        for (int d = 0; d < D; d++) {
            dofs.add(new Dof("joint" + d, "rad", -1));
        }
        List<Double> bound = Collections.nCopies(N * D, 2.5);
        List<Double> low = Collections.nCopies(N * D, -2.5);
        beast = new BeastTokenizer(
                new TokenizerSpec("beast", T, 50, 0.98, N, 4, 256, 1e-9, dofs, low, bound, InitialState.NONE, "", 0));
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = (float) Math.sin(i % (T * D) * 0.02 + i % (T * D) % 7);
        }
        System.arraycopy(chunks, 0, chunk, 0, chunk.length);
        beast.encodeBatch(chunks, BATCH, state, tokens);
        beast.dequantize(tokens, 0, state, controlPoints);
        // The bare multiplications take any numbers; these are of the real size.
        for (int i = 0; i < fit.length; i++) {
            fit[i] = (float) Math.cos(i) / T;
            basis[i] = (float) Math.abs(Math.cos(i)) / N;
        }
    }

    int[] tokens() {
        return Arrays.copyOf(tokens, N * D);
    }

    /** What can be measured. */
    enum Work {
        ENCODE,
        DECODE,
        ENCODE_BATCH,
        DECODE_BATCH,
        BARE_ENCODE,
        BARE_DECODE,
        EVALUATE
    }

    private void once(Work work, int i) {
        switch (work) {
            case ENCODE -> {
                beast.encode(chunk, state, tokens, 0);
                seen += tokens[i % (N * D)];
            }
            case DECODE -> {
                beast.decode(tokens, 0, N * D, state, samples);
                seen += samples[i % (T * D)];
            }
            case ENCODE_BATCH -> {
                beast.encodeBatch(chunks, BATCH, state, tokens);
                seen += tokens[i % tokens.length];
            }
            case DECODE_BATCH -> {
                beast.decodeBatch(tokens, BATCH, state, samples);
                seen += samples[i % samples.length];
            }
            case BARE_ENCODE -> {
                multiply(fit, chunk, fitted, N, T, D);
                seen += fitted[i % fitted.length];
            }
            case BARE_DECODE -> {
                multiply(basis, fitted, decoded, T, N, D);
                seen += decoded[i % decoded.length];
            }
            case EVALUATE -> {
                beast.evaluate(controlPoints, i % 997 * 0.00098f, state);
                seen += state[i % D];
                state[i % D] = 0;
            }
        }
    }

    /** The bare multiply-adds, a plain loop: [n][m] times [m][k], row-major. */
    private static void multiply(float[] a, float[] b, float[] c, int n, int m, int k) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                float s = 0;
                for (int l = 0; l < m; l++) {
                    s += a[i * m + l] * b[l * k + j];
                }
                c[i * k + j] = s;
            }
        }
    }

    /** Microseconds a call takes: the fastest of ten parts of the time, as the peer's. */
    double microseconds(Work work, double seconds) {
        double best = Double.POSITIVE_INFINITY;
        for (int part = 0; part < PARTS; part++) {
            long calls = 0;
            long start = System.nanoTime();
            long end = start + (long) (seconds / PARTS * 1e9);
            while (System.nanoTime() < end) {
                for (int i = 0; i < 20; i++) {
                    once(work, i + part);
                }
                calls += 20;
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / calls);
        }
        if (Float.isNaN(seen)) {
            throw new IllegalStateException("what was measured is not a number");
        }
        return best;
    }

    /** Bytes that encoding, decoding and evaluating a chunk allocate, the counter's own reading included. */
    double allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        int rounds = 20_000;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < rounds; i++) {
            once(Work.ENCODE, i);
            once(Work.DECODE, i);
            once(Work.EVALUATE, i);
        }
        return Math.floorDiv(threads.getThreadAllocatedBytes(thread) - before, rounds);
    }
}
