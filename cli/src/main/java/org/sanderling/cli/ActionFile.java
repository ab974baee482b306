package org.sanderling.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Actions of a dream from a CSV file with the columns steering and throttle; others are ignored. */
final class ActionFile {
    private static final long MAX_BYTES = 16L << 20;

    private ActionFile() {}

    /**
     * The first rows of a file.
     *
     * @param count rows wanted
     * @return [steering, throttle] of each
     */
    static List<float[]> read(Path file, int count) {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            throw new ExitCodes.BadInput(file + ": is empty; it needs a header with steering and throttle");
        }
        List<String> header = Arrays.stream(lines.getFirst().split(",", -1))
                .map(String::strip)
                .toList();
        int steering = header.indexOf("steering");
        int throttle = header.indexOf("throttle");
        if (steering < 0 || throttle < 0) {
            throw new ExitCodes.BadInput(file + ":1: no columns steering and throttle");
        }
        List<float[]> actions = new ArrayList<>();
        for (int line = 1; line < lines.size() && actions.size() < count; line++) {
            if (!lines.get(line).isBlank()) {
                String[] cells = lines.get(line).split(",", -1);
                actions.add(new float[] {cell(file, line, cells, steering), cell(file, line, cells, throttle)});
            }
        }
        if (actions.size() < count) {
            throw new ExitCodes.BadInput(file + ": " + actions.size() + " rows; --frames " + count + " needs as many");
        }
        return actions;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ExitCodes.BadInput(file + ": larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new ExitCodes.BadInput(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new ExitCodes.BadInput(file + ": cannot be read; name a CSV file, or `hold`");
        }
    }

    private static float cell(Path file, int line, String[] cells, int column) {
        try {
            float value = Float.parseFloat(cells[column].strip());
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Told below, with the line.
        }
        throw new ExitCodes.BadInput(file + ":" + (line + 1) + ": no finite number in column " + (column + 1));
    }
}
