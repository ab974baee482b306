package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.tokenizers.csv.CsvChunks;

/**
 * Commanded actions of a recorded robot episode.
 *
 * @param samples T of the chunks that it is cut into, N = T/5 of which a spline has room for
 * @param dofs column names
 * @param rows [row][dof]
 */
record RobotEpisode(String name, double rateHz, int samples, List<String> dofs, List<double[]> rows) {
    /** The episodes kept in the repository. */
    static List<RobotEpisode> all(Path folder) throws IOException {
        return List.of(
                read(folder, "aloha_sim_insertion_human", 50, 50),
                read(folder, "aloha_sim_transfer_cube_scripted", 50, 50),
                read(folder, "pusht", 10, 20),
                read(folder, "xarm_lift_medium", 15, 20));
    }

    private static RobotEpisode read(Path folder, String name, double rateHz, int samples) throws IOException {
        Path file = folder.resolve(name + ".csv");
        if (!Files.isRegularFile(file)) {
            throw new BenchmarkException(file + ": no such file; it is part of the repository");
        }
        List<String> dofs;
        try (var lines = Files.lines(file)) {
            dofs = Arrays.stream(lines.findFirst().orElse("").split(","))
                    .filter(c -> c.startsWith("action"))
                    .toList();
        }
        List<double[]> rows = new ArrayList<>();
        try (CsvChunks csv = CsvChunks.open(file, dofs, 1)) {
            double[] row = new double[dofs.size()];
            while (csv.next(row)) {
                rows.add(row.clone());
            }
        }
        return new RobotEpisode(name, rateHz, samples, dofs, rows);
    }

    /** N at the paper's own compression. */
    int controlPoints() {
        return samples / 5;
    }

    /** p for it: four, where there are control points enough. */
    int degree() {
        return Math.min(4, controlPoints() - 1);
    }

    /** The same cut into chunks of another length. */
    RobotEpisode cut(int samples) {
        return new RobotEpisode(name, rateHz, samples, dofs, rows);
    }

    /** Every window of T rows, so many rows apart: chunks [T][D]. */
    List<float[]> windows(int stride) {
        List<float[]> windows = new ArrayList<>();
        for (int from = 0; from + samples <= rows.size(); from += stride) {
            float[] chunk = new float[samples * dofs.size()];
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = (float) rows.get(from + i / dofs.size())[i % dofs.size()];
            }
            windows.add(chunk);
        }
        return windows;
    }

    /** Greatest less least value of a DoF. */
    double range(int dof) {
        double min = rows.stream().mapToDouble(r -> r[dof]).min().orElseThrow();
        return rows.stream().mapToDouble(r -> r[dof]).max().orElseThrow() - min;
    }
}
