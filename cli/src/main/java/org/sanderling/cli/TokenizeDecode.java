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
        TokenFile file = TokenFile.read(json);
        TokenizerSpec spec = file.withBounds(TokenizedFile.readSpec(specFile));
        ActionTokenizer tokenizer = ChunkEncoder.tokenizer(spec, specFile);
        List<Double> timesS = timesS(spec);
        List<DecodedChunk> decoded = new ArrayList<>();
        float[] state = file.firstState(tokenizer, initial);
        for (int i = 0; i < file.chunks().size(); i++) {
            try {
                DecodedChunk chunk = decode(tokenizer, file.chunks().get(i), file.stateBefore(i, state), timesS);
                decoded.add(chunk);
                state = chunk.end();
            } catch (TokenizerException e) {
                throw new ExitCodes.BadInput(json + ": chunk " + i + ": " + e.getMessage());
            }
        }
        print(spec, file, timesS, decoded);
        return ExitCodes.DONE;
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
        if (count < 1) {
            throw new ExitCodes.BadInput("--samples " + count + " is below 1");
        }
        List<Double> timesS = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            timesS.add(spec.options().delayS() + (count == 1 ? 0 : spec.durationS() * i / (count - 1)));
        }
        return timesS;
    }

    private static DecodedChunk decode(ActionTokenizer tokenizer, int[] tokens, float[] state, List<Double> timesS) {
        int dofs = tokenizer.dofs();
        float[] samples = new float[timesS.size() * dofs];
        // Counts and ranges are checked here, for every tokenizer alike.
        float[] own = new float[tokenizer.samples() * dofs];
        tokenizer.decode(tokens, 0, tokens.length, state, own);
        if (!(tokenizer instanceof BeastTokenizer beast)) {
            return new DecodedChunk(new float[0], own, new float[dofs]);
        }
        float[] controlPoints = new float[beast.tokenCount()];
        float[] sample = new float[dofs];
        float[] end = new float[Math.max(dofs, beast.stateSize())];
        beast.dequantize(tokens, 0, state, controlPoints);
        for (int t = 0; t < timesS.size(); t++) {
            beast.spline().evaluate(controlPoints, timesS.get(t), sample);
            System.arraycopy(sample, 0, samples, t * dofs, dofs);
        }
        beast.spline().stateAtEnd(controlPoints, end);
        return new DecodedChunk(controlPoints, samples, end);
    }

    private void print(TokenizerSpec spec, TokenFile file, List<Double> timesS, List<DecodedChunk> decoded) {
        int dofs = spec.dofs().size();
        boolean splines = spec.tokenizer().equals("beast");
        Map<String, Object> o = output.envelope();
        o.put("tokenizer", spec.tokenizer());
        o.put("chunks", decoded.size());
        o.put("tokens", file.chunks().stream().map(Numbers::list).toList());
        o.put(
                "controlPoints",
                splines
                        ? decoded.stream()
                                .map(c -> Numbers.list(c.controlPoints()))
                                .toList()
                        : null);
        o.put("timesS", timesS);
        o.put(
                "reconstruction",
                decoded.stream().map(c -> Numbers.rows(c.samples(), dofs)).toList());
        o.put("maxAbsError", null);
        o.put("rmse", null);
        o.put("clipped", null);
        o.put("bitsPerChunk", file.bitsPerChunk(spec.vocabulary()));
        output.print(o, String.join(",", spec.names()) + System.lineSeparator() + rows(decoded, dofs));
    }

    private static String rows(List<DecodedChunk> decoded, int dofs) {
        return decoded.stream()
                .flatMap(c -> Numbers.rows(c.samples(), dofs).stream())
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Control points [D][N] (none but of beast), samples [M][D] and the state that the next chunk begins with. */
    private record DecodedChunk(float[] controlPoints, float[] samples, float[] end) {}
}
