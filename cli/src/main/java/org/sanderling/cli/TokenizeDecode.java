package org.sanderling.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    public Integer call() {
        TokenizerSpec spec = TokenizedFile.readSpec(specFile);
        ActionTokenizer tokenizer = ChunkEncoder.tokenizer(spec, specFile);
        TokenFile tokens = TokenFile.read(json, tokenizer, initial);
        List<Double> timesS = timesS(spec);
        List<float[]> reconstruction = new ArrayList<>();
        List<List<Float>> controlPoints = new ArrayList<>();
        float[] before = tokens.first();
        for (int i = 0; i < tokens.chunks().size(); i++) {
            int[] chunk = tokens.chunks().get(i);
            before = tokens.before(i, before);
            float[] own = new float[spec.samples() * spec.dofs().size()];
            try {
                tokenizer.decode(chunk, 0, chunk.length, before, own);
            } catch (TokenizerException e) {
                throw new ExitCodes.BadInput(json + ": chunk " + i + ": " + e.getMessage());
            }
            reconstruction.add(at(tokenizer, chunk, before, timesS, own, controlPoints));
            before = java.util.Arrays.copyOfRange(own, own.length - spec.dofs().size(), own.length);
        }
        print(spec, tokens, timesS, reconstruction, tokenizer instanceof BeastTokenizer ? controlPoints : null);
        return ExitCodes.DONE;
    }

    private List<Double> timesS(TokenizerSpec spec) {
        if (!times.at.isEmpty()) {
            return times.at;
        }
        int count = times.samples == 0 ? spec.samples() : times.samples;
        if (count < 1) {
            throw new ExitCodes.BadInput("--samples " + count + " is below 1");
        }
        List<Double> timesS = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            timesS.add(spec.options().delayS() + (count == 1 ? 0 : spec.durationS() * i / (count - 1)));
        }
        return timesS;
    }

    private float[] at(
            ActionTokenizer tokenizer,
            int[] tokens,
            float[] before,
            List<Double> timesS,
            float[] own,
            List<List<Float>> controlPoints) {
        int dofs = tokenizer.dofs();
        if (!(tokenizer instanceof BeastTokenizer beast)) {
            if (!times.at.isEmpty() || timesS.size() != tokenizer.samples()) {
                throw new ExitCodes.BadInput(
                        "only beast decodes at any time; leave out --samples and --at, or use a spec with tokenizer: beast");
            }
            return own;
        }
        float[] c = new float[beast.tokenCount()];
        beast.dequantize(tokens, 0, before, c);
        controlPoints.add(Numbers.list(c));
        if (times.at.isEmpty() && timesS.size() == tokenizer.samples()) {
            return own;
        }
        float[] samples = new float[timesS.size() * dofs];
        float[] sample = new float[dofs];
        for (int t = 0; t < timesS.size(); t++) {
            beast.spline().evaluate(c, timesS.get(t), sample);
            System.arraycopy(sample, 0, samples, t * dofs, dofs);
        }
        return samples;
    }

    private void print(
            TokenizerSpec spec,
            TokenFile tokens,
            List<Double> timesS,
            List<float[]> reconstruction,
            List<List<Float>> controlPoints) {
        int dofs = spec.dofs().size();
        Map<String, Object> o = output.envelope();
        o.put("tokenizer", spec.tokenizer());
        o.put("chunks", tokens.chunks().size());
        o.put("tokens", tokens.chunks().stream().map(Numbers::list).toList());
        o.put("controlPoints", controlPoints);
        o.put("timesS", timesS);
        o.put(
                "reconstruction",
                reconstruction.stream().map(r -> Numbers.rows(r, dofs)).toList());
        o.put("maxAbsError", null);
        o.put("rmse", null);
        o.put("clipped", null);
        o.put("bitsPerChunk", tokens.bitsPerChunk(spec.vocabulary()));
        output.print(
                o,
                String.join(",", spec.names())
                        + System.lineSeparator()
                        + reconstruction.stream()
                                .flatMap(r -> Numbers.rows(r, dofs).stream())
                                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
                                .collect(Collectors.joining(System.lineSeparator())));
    }
}
