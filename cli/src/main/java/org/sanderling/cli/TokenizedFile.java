package org.sanderling.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/**
 * What came of a file: how far the tokens' reconstruction is from it, and what did not fit the bounds.
 *
 * @param tokens of all chunks together
 */
record TokenizedFile(
        TokenizerSpec spec, long chunks, long tokens, long rows, int remainderRows, ReconstructionError error) {
    /** Adds the command's keys, the chunks' own among them. */
    void describe(Map<String, Object> json, ChunkSpool spool) {
        json.put("tokenizer", spec.tokenizer());
        json.put("specHash", spec.hash());
        json.put("chunks", chunks);
        json.put("rows", rows);
        json.put("remainderRows", remainderRows);
        spool.describe(json);
        json.put("bounds", Map.of("min", spec.boundsMin(), "max", spec.boundsMax()));
        describe(json);
    }

    /** Adds the keys of the whole. */
    void describe(Map<String, Object> json) {
        json.put("maxAbsError", error.largest());
        json.put("rmse", error.rootMeanSquare());
        json.put("clipped", spline() ? error.clips().clipped() : null);
        json.put("clipWarnings", clipWarnings());
        json.put("bitsPerChunk", bitsPerChunk());
        json.put("dofs", dofs());
    }

    /** DoFs of whose control points more are clipped than the spec allows. */
    List<String> clipWarnings() {
        List<String> names = new ArrayList<>();
        for (int d = 0; d < spec.dofs().size(); d++) {
            if (error.clips().warns(d)) {
                names.add(spec.names().get(d));
            }
        }
        return names;
    }

    private boolean spline() {
        return spec.tokenizer().equals("beast");
    }

    private double bitsPerChunk() {
        return (double) tokens / chunks * Math.log(spec.vocabulary()) / Math.log(2);
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
            row.put("clipped", spline() ? error.clips().clipped(d) : null);
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
                chunks,
                spec.samples(),
                bitsPerChunk(),
                remainderRows == 0
                        ? "no row left over"
                        : remainderRows + " rows at the end fill no chunk and were left out");
    }

    /** A line for what should not be missed. */
    void warn(Output output) {
        for (String name : clipWarnings()) {
            output.say(String.format(
                    Locale.ROOT,
                    "warning: %s: %.1f %% of its control points were clipped, more than clipWarning %.1f %%; calibrate on data like this",
                    name,
                    100 * error.clips().share(spec.names().indexOf(name)),
                    100 * error.clips().warningShare()));
        }
    }
}
