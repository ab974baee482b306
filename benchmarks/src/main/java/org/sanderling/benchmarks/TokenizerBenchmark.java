package org.sanderling.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanderling.benchmarks.OneChunk.Work;

/**
 * What tokenizers cost and keep. BEAST for one chunk beside PyTorch and beside the bare multiply-adds; BEAST, FAST and binning on recorded robot episodes, with
 * a report and curves in the output folder.
 */
final class TokenizerBenchmark implements Benchmark {
    /**
     * Microseconds of the published implementation (intuitive-robots/beast_calvin at cf5f628 over MP_lite_PyTorch at 1471270) for the same chunk: one thread,
     * lowest CPU time on an AVX-512 core, PyTorch 2.15. Its code is not ours to ship, so its figures are entered by hand.
     */
    static final Map<Work, Double> PUBLISHED_US = Map.of(
            Work.ENCODE, 10_500.0,
            Work.DECODE, 4_900.0,
            Work.ENCODE_BATCH, 20_000.0,
            Work.DECODE_BATCH, 6_200.0);

    private static final String PUBLISHED = "published PyTorch implementation, entered by hand";
    private static final String BARE = "bare multiply-adds, plain float loop";

    @Override
    public String name() {
        return "tokenizer";
    }

    @Override
    public String summary() {
        return "BEAST beside PyTorch and bare multiply-adds (T 50, N 10, p 4, 7 DoF); BEAST, FAST and binning on robot data";
    }

    @Override
    public List<Measurement> run(Workbench bench) throws IOException {
        int runs = bench.runs(7);
        List<Measurement> all = new ArrayList<>();
        try (TorchPeer peer = TorchPeer.start(bench.home()).orElse(null)) {
            if (peer == null) {
                System.err.println("bench tokenizer: no Python with PyTorch here, so that peer is left out;"
                        + " give one by " + TorchPeer.VARIABLE + "=/path/to/python");
            }
            all.addAll(times(bench, runs, Optional.ofNullable(peer)));
        }
        all.addAll(TokenizerReport.write(bench.home().resolve("data/lerobot"), bench.out()));
        return all;
    }

    private static List<Measurement> times(Workbench bench, int runs, Optional<TorchPeer> peer) throws IOException {
        OneChunk chunk = new OneChunk();
        if (peer.isPresent()) {
            check(chunk.tokens(), peer.get().tokens());
        }
        double seconds = bench.seconds(1) / Work.values().length;
        Map<Work, double[]> ours = new EnumMap<>(Work.class);
        Map<Work, double[]> theirs = new EnumMap<>(Work.class);
        for (int run = -2; run < runs; run++) { // the first two warm up
            for (Work work : Work.values()) {
                double us = chunk.microseconds(work, seconds);
                double peerUs =
                        peer.isPresent() && PUBLISHED_US.containsKey(work) ? peer(peer.get(), work, seconds) : 0;
                if (run >= 0) {
                    ours.computeIfAbsent(work, w -> new double[runs])[run] = us;
                    theirs.computeIfAbsent(work, w -> new double[runs])[run] = peerUs;
                }
            }
            bench.progress().at(run + 3, runs + 2);
        }
        List<Measurement> all = new ArrayList<>();
        for (Work work : List.of(Work.ENCODE, Work.DECODE)) {
            all.addAll(beside(work, ours.get(work), theirs.get(work), peer));
            Work bare = work == Work.ENCODE ? Work.BARE_ENCODE : Work.BARE_DECODE;
            all.add(Measurement.of(name(work) + ".bare", "us", ours.get(work)).beside(BARE, ours.get(bare)));
        }
        for (Work work : List.of(Work.ENCODE_BATCH, Work.DECODE_BATCH)) {
            all.addAll(beside(work, ours.get(work), theirs.get(work), peer));
        }
        double[] evaluateNs = ours.get(Work.EVALUATE).clone();
        for (int i = 0; i < runs; i++) {
            evaluateNs[i] *= 1e3;
        }
        all.add(Measurement.of("tokenizer.evaluate", "ns", evaluateNs));
        all.add(Measurement.of("tokenizer.allocated", "B/chunk", chunk.allocatedBytes()));
        return all;
    }

    private static double peer(TorchPeer peer, Work work, double seconds) throws IOException {
        boolean encode = work == Work.ENCODE || work == Work.ENCODE_BATCH;
        boolean batch = work == Work.ENCODE_BATCH || work == Work.DECODE_BATCH;
        return peer.microseconds(encode ? "encode" : "decode", batch ? OneChunk.BATCH : 1, seconds);
    }

    private static List<Measurement> beside(Work work, double[] ours, double[] theirs, Optional<TorchPeer> peer) {
        Measurement alone = Measurement.of(name(work), "us", ours);
        return List.of(
                peer.map(p -> alone.beside(p.name(), theirs)).orElse(alone),
                Measurement.of(name(work) + ".published", "us", ours).beside(PUBLISHED, PUBLISHED_US.get(work)));
    }

    private static String name(Work work) {
        return switch (work) {
            case ENCODE -> "tokenizer.encode";
            case DECODE -> "tokenizer.decode";
            case ENCODE_BATCH -> "tokenizer.encode64";
            case DECODE_BATCH -> "tokenizer.decode64";
            case BARE_ENCODE, BARE_DECODE, EVALUATE -> throw new IllegalArgumentException(work.name());
        };
    }

    /** The peer must do the same work: float32 may move a token at a tie, by one. */
    static void check(int[] ours, int[] theirs) {
        for (int i = 0; i < ours.length; i++) {
            if (theirs.length != ours.length || Math.abs(ours[i] - theirs[i]) > 1) {
                throw new BenchmarkException("the PyTorch peer gives other tokens: it does not do the same work");
            }
        }
    }
}
