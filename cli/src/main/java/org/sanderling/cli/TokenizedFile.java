package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanderling.config.ConfigException;
import org.sanderling.config.TokenizerSpecReader;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** The chunks of a comma-separated file with their tokens, and how far the tokens' reconstruction is from the file. */
record TokenizedFile(
        TokenizerSpec spec, List<TokenizedChunk> chunks, long rows, int remainderRows, ReconstructionError error) {
    static TokenizedFile encode(Path specFile, Path csv) {
        TokenizerSpec spec = readSpec(specFile);
        try {
            return ChunkEncoder.encode(spec, specFile, csv);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ExitCodes.BadInput(csv + ": no such file");
        } catch (IOException e) {
            throw new ExitCodes.BadInput(csv + ": cannot be read: " + e.getMessage());
        }
    }

    static TokenizerSpec readSpec(Path file) {
        try {
            return TokenizerSpecReader.read(file);
        } catch (ConfigException e) {
            throw new ExitCodes.BadInput(e.getMessage());
        }
    }

    /** Adds the command's keys. */
    void describe(Map<String, Object> json) {
        boolean hasIds = spec.languageModelVocabulary() > 0;
        json.put("tokenizer", spec.tokenizer());
        json.put("chunks", chunks.size());
        json.put("rows", rows);
        json.put("remainderRows", remainderRows);
        json.put("tokens", chunks.stream().map(c -> Numbers.list(c.tokens())).toList());
        json.put(
                "languageModelIds",
                hasIds ? chunks.stream().map(c -> ids(c.tokens())).toList() : null);
        json.put(
                "controlPoints",
                spline()
                        ? chunks.stream()
                                .map(c -> Numbers.list(c.controlPoints()))
                                .toList()
                        : null);
        json.put(
                "normalised",
                spline()
                        ? chunks.stream().map(c -> Numbers.list(c.normalised())).toList()
                        : null);
        json.put(
                "initialStates",
                chunks.stream().map(c -> Numbers.list(c.initialState())).toList());
        json.put(
                "reconstruction",
                chunks.stream()
                        .map(c -> Numbers.rows(c.reconstruction(), spec.dofs().size()))
                        .toList());
        json.put("bounds", Map.of("min", spec.boundsMin(), "max", spec.boundsMax()));
        json.put("maxAbsError", error.largest());
        json.put("rmse", error.rootMeanSquare());
        json.put("clipped", spline() ? error.clipped() : null);
        json.put("bitsPerChunk", bitsPerChunk());
        json.put("dofs", dofs());
    }

    private boolean spline() {
        return spec.tokenizer().equals("beast");
    }

    private List<Integer> ids(int[] tokens) {
        List<Integer> ids = new ArrayList<>();
        for (int token : tokens) {
            ids.add(spec.languageModelVocabulary() - 1 - token);
        }
        return ids;
    }

    private double bitsPerChunk() {
        double tokens =
                chunks.stream().mapToInt(c -> c.tokens().length).average().orElseThrow();
        return tokens * Math.log(spec.vocabulary()) / Math.log(2);
    }

    private List<Map<String, Object>> dofs() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int d = 0; d < spec.dofs().size(); d++) {
            Dof dof = spec.dofs().get(d);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", dof.name());
            row.put("unit", dof.unit());
            row.put("maxAbsError", error.largest(d));
            row.put("rmse", error.rootMeanSquare(d));
            row.put("clipped", spline() ? error.clipped(d) : null);
            rows.add(row);
        }
        return rows;
    }

    /** A line for each DoF. */
    String table() {
        String head = String.format(
                Locale.ROOT, "%-20s %-8s %12s %12s %8s", "DoF", "unit", "max error", "rms error", "clipped");
        return head
                + System.lineSeparator()
                + dofs().stream()
                        .map(r -> String.format(
                                Locale.ROOT,
                                "%-20s %-8s %12.6g %12.6g %8s",
                                r.get("name"),
                                r.get("unit"),
                                r.get("maxAbsError"),
                                r.get("rmse"),
                                r.get("clipped") == null ? "-" : r.get("clipped")))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%d chunks of %d rows, %.0f bits a chunk; %s",
                chunks.size(),
                spec.samples(),
                bitsPerChunk(),
                remainderRows == 0
                        ? "no row left over"
                        : remainderRows + " rows at the end fill no chunk and were left out");
    }
}
