package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.sanderling.tokenizers.TokenizerSpec;

/** The chunks of a file as they are printed: arrays of a JSON object, or a line of tokens each. */
final class ChunkSpool implements ChunkEncoder.Sink, Closeable {
    private final TokenizerSpec spec;
    private final boolean json;
    private final SpooledArray tokens = new SpooledArray();
    private final SpooledArray languageModelIds = new SpooledArray();
    private final SpooledArray controlPoints = new SpooledArray();
    private final SpooledArray normalised = new SpooledArray();
    private final SpooledArray initialStates = new SpooledArray();
    private final SpooledArray reconstruction = new SpooledArray();
    private final Spool lines = new Spool();

    ChunkSpool(TokenizerSpec spec, boolean json) {
        this.spec = spec;
        this.json = json;
    }

    @Override
    public void accept(TokenizedChunk chunk, double[] samples) {
        if (!json) {
            for (int token : chunk.tokens()) {
                lines.text().append(token).append(' ');
            }
            lines.text().setLength(lines.text().length() - 1);
            lines.text().append(System.lineSeparator());
            lines.added();
            return;
        }
        tokens.add(chunk.tokens());
        if (spec.languageModelVocabulary() > 0) {
            int[] ids = new int[chunk.tokens().length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = spec.languageModelVocabulary() - 1 - chunk.tokens()[i];
            }
            languageModelIds.add(ids);
        }
        controlPoints.add(chunk.controlPoints());
        normalised.add(chunk.normalised());
        initialStates.add(chunk.initialState());
        reconstruction.addRows(chunk.reconstruction(), spec.dofs().size());
    }

    /** Adds the arrays to the object; they are read when it is written. */
    void describe(Map<String, Object> o) {
        boolean spline = spec.tokenizer().equals("beast");
        o.put("tokens", tokens);
        o.put("languageModelIds", spec.languageModelVocabulary() > 0 ? languageModelIds : null);
        o.put("controlPoints", spline ? controlPoints : null);
        o.put("normalised", spline ? normalised : null);
        o.put("initialStates", initialStates);
        o.put("reconstruction", reconstruction);
    }

    /** A line a chunk. */
    Spool lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        tokens.close();
        languageModelIds.close();
        controlPoints.close();
        normalised.close();
        initialStates.close();
        reconstruction.close();
        lines.close();
    }
}
