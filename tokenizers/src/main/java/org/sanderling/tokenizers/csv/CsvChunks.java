package org.sanderling.tokenizers.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.sanderling.tokenizers.TokenizerException;

/**
 * A comma-separated file cut into chunks of T rows. The header names the columns; those of the degrees of freedom are taken in the order asked for, others are ignored. Streams: memory does not grow with the file. One thread.
 */
public final class CsvChunks implements Closeable {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final CsvRows rows;
    private final List<String> dofs;
    private final int samples;
    private final int columns;
    private final int[] columnOf;
    private long count;
    private int remainder;

    private CsvChunks(CsvRows rows, String name, List<String> dofs, int samples) throws IOException {
        this.rows = rows;
        this.dofs = List.copyOf(dofs);
        this.samples = samples;
        List<String> header = List.copyOf(rows.next());
        if (header.isEmpty()) {
            throw new TokenizerException(
                    name + ": is empty; a header with the columns " + String.join(", ", dofs) + " is needed");
        }
        this.columns = header.size();
        this.columnOf = new int[dofs.size()];
        for (int d = 0; d < columnOf.length; d++) {
            int column = header.indexOf(dofs.get(d));
            if (column < 0) {
                throw rows.bad("has no column " + dofs.get(d) + "; it has " + shortened(String.join(", ", header)));
            }
            if (column != header.lastIndexOf(dofs.get(d))) {
                throw rows.bad("column " + dofs.get(d) + " is there twice (" + (column + 1) + " and "
                        + (header.lastIndexOf(dofs.get(d)) + 1) + "); rename one");
            }
            columnOf[d] = column;
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @param dofs names of the columns to take, D
     * @param samples rows of a chunk, T
     * @throws TokenizerException where the file is empty or lacks a column
     */
    public static CsvChunks open(Path file, List<String> dofs, int samples) throws IOException {
        CsvRows rows = new CsvRows(file.toString(), Files.newInputStream(file));
        try {
            return new CsvChunks(rows, file.toString(), dofs, samples);
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk result [T][D]
     * @return whether there was a whole one; where not, {@link #remainderRows} says how many rows are left over
     * @throws TokenizerException with row and column, where a row has another number of columns or a value is no finite number
     */
    public boolean next(double[] chunk) throws IOException {
        for (int t = 0; t < samples; t++) {
            List<String> fields = rows.next();
            if (fields.isEmpty()) {
                remainder = t;
                return false;
            }
            if (fields.size() != columns) {
                throw rows.bad(fields.size() + " columns; the header has " + columns);
            }
            for (int d = 0; d < columnOf.length; d++) {
                chunk[t * columnOf.length + d] = number(fields.get(columnOf[d]), d);
            }
            count++;
        }
        return true;
    }

    /** Rows read so far, the header not counted. */
    public long rows() {
        return count;
    }

    /** Rows at the end that fill no chunk; known once {@link #next} has returned false. */
    public int remainderRows() {
        return remainder;
    }

    private double number(String text, int d) {
        boolean finite = NUMBER.matcher(text).matches();
        double value = finite ? Double.parseDouble(text) : Double.NaN;
        if (Double.isInfinite(value) || NOT_FINITE.matcher(text).matches()) {
            throw rows.bad(column(d) + text + " is not finite");
        }
        if (!finite) {
            throw rows.bad(column(d) + (text.isEmpty() ? "is empty" : "'" + shortened(text) + "' is not a number"));
        }
        return value;
    }

    private String column(int d) {
        return "column " + (columnOf[d] + 1) + " (" + dofs.get(d) + "): ";
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
