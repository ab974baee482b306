package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.BeastTokenizer;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Samples of tokens. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description =
                "Samples of the tokens that 'tokenize encode --json' printed, at the chunk's own times or any others.")
final class TokenizeDecode implements Callable<Integer> {
    private static final int MOST_SAMPLES = 1_000_000;

    @Mixin
    Output output = new Output();

    @Option(names = "--spec", required = true, paramLabel = "SPEC.yaml", description = "the tokenizer")
    Path specFile;

    @ArgGroup
    Times times = new Times();

    @Option(
            names = "--initial",
            split = ",",
            paramLabel = "a0,a1,…",
            description = "state before the first chunk, for tokens without initialStates")
    List<Float> initial = List.of();

    @Parameters(paramLabel = "IN.json", description = "an object with tokens, as encode prints it")
    Path json;

    /** When. */
    static final class Times {
        @Option(names = "--samples", paramLabel = "M", description = "so many times, equally spaced over the chunk")
        int samples;

        @Option(
                names = "--at",
                split = ",",
                paramLabel = "t0,t1,…",
                description = "these times from the chunk's start, s")
        List<Double> at = List.of();
    }

    @Override
    public Integer call() throws IOException {
        TokenFile file = TokenFile.read(json);
        TokenizerSpec spec = file.withBounds(TokenSource.readSpec(specFile));
        file.checkDofs(spec);
        ActionTokenizer tokenizer;
        try {
            tokenizer = ActionTokenizer.of(spec);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(specFile + ": " + e.getMessage());
        }
        List<Double> timesS = timesS(spec);
        float[] state = file.firstState(tokenizer, initial);
        try (SpooledArray controlPoints = new SpooledArray();
                SpooledArray reconstruction = new SpooledArray();
                SpooledArray tokens = new SpooledArray();
                Spool rows = new Spool()) {
            rows.text().append(String.join(",", spec.names())).append(System.lineSeparator());
            for (int i = 0; i < file.count(spec); i++) {
                DecodedChunk chunk;
                try {
                    chunk = decode(tokenizer, file, i, file.stateBefore(i, state), timesS);
                } catch (TokenizerException e) {
                    throw new ExitCodes.BadInput(json + ": chunk " + i + ": " + e.getMessage());
                }
                state = chunk.end();
                if (output.json) {
                    controlPoints.add(chunk.controlPoints());
                    reconstruction.addRows(chunk.samples(), tokenizer.dofs());
                } else {
                    rows(rows, chunk.samples(), tokenizer.dofs());
                }
            }
            file.chunks().forEach(tokens::add);
            Map<String, Object> o = output.envelope();
            o.put("tokenizer", spec.tokenizer());
            o.put("chunks", file.count(spec));
            o.put("tokens", tokens);
            o.put("controlPoints", spec.tokenizer().equals("beast") ? controlPoints : null);
            o.put("timesS", timesS);
            o.put("reconstruction", reconstruction);
            o.put("maxAbsError", null);
            o.put("rmse", null);
            o.put("clipped", null);
            o.put("bitsPerChunk", file.bitsPerChunk(spec.vocabulary()));
            output.print(o, rows);
        }
        return ExitCodes.DONE;
    }

    private static void rows(Spool rows, float[] samples, int dofs) {
        for (int i = 0; i < samples.length; i++) {
            rows.text().append(samples[i]).append(i % dofs == dofs - 1 ? System.lineSeparator() : ",");
        }
        rows.added();
    }

    private List<Double> timesS(TokenizerSpec spec) {
        boolean own = times.at.isEmpty() && (times.samples == 0 || times.samples == spec.samples());
        if (!own && !spec.tokenizer().equals("beast")) {
            throw new ExitCodes.BadInput(
                    "only beast decodes at any time; leave out --samples and --at, or use a spec with tokenizer: beast");
        }
        for (double tS : times.at) {
            if (!Double.isFinite(tS)) {
                throw new ExitCodes.BadInput("--at " + tS + " is not a time");
            }
        }
        if (!times.at.isEmpty()) {
            return times.at;
        }
        int count = times.samples == 0 ? spec.samples() : times.samples;
        if (count < 1 || count > MOST_SAMPLES) {
            throw new ExitCodes.BadInput("--samples " + count + " is outside 1…" + MOST_SAMPLES);
        }
        List<Double> timesS = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            timesS.add(spec.options().delayS() + (count == 1 ? 0 : spec.durationS() * i / (count - 1)));
        }
        return timesS;
    }

    private static DecodedChunk decode(
            ActionTokenizer tokenizer, TokenFile file, int chunk, float[] state, List<Double> timesS) {
        int dofs = tokenizer.dofs();
        float[] samples = new float[timesS.size() * dofs];
        boolean continuous = tokenizer.spec().options().continuous();
        // Counts and ranges of tokens are checked here, for every tokenizer alike.
        float[] own = new float[tokenizer.samples() * dofs];
        if (!continuous) {
            int[] tokens = file.chunks().get(chunk);
            tokenizer.decode(tokens, 0, tokens.length, state, own);
        }
        if (!(tokenizer instanceof BeastTokenizer beast)) {
            return new DecodedChunk(new float[0], own, new float[dofs]);
        }
        float[] controlPoints = new float[beast.tokenCount()];
        float[] sample = new float[dofs];
        float[] end = new float[Math.max(dofs, beast.stateSize())];
        if (continuous) {
            float[] normalised = file.normalised().get(chunk);
            if (normalised.length != controlPoints.length) {
                throw new TokenizerException(
                        normalised.length + " continuous tokens; a chunk has " + controlPoints.length);
            }
            beast.denormalise(normalised, state, controlPoints);
        } else {
            beast.dequantize(file.chunks().get(chunk), 0, state, controlPoints);
        }
        for (int t = 0; t < timesS.size(); t++) {
            beast.spline().evaluate(controlPoints, timesS.get(t), sample);
            System.arraycopy(sample, 0, samples, t * dofs, dofs);
        }
        beast.spline().stateAtEnd(controlPoints, end);
        return new DecodedChunk(controlPoints, samples, end);
    }

    /** Control points [D][N] (none but of beast), samples [M][D] and the state that the next chunk begins with. */
    private record DecodedChunk(float[] controlPoints, float[] samples, float[] end) {}
}
