package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** A JSON array of arrays of numbers, spooled entry by entry. Numbers that are not finite become null. One thread. */
final class SpooledArray implements Closeable {
    private final Spool spool = new Spool();
    private boolean begun;

    void add(int[] values) {
        StringBuilder text = begin();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "[" : ",").append(values[i]);
        }
        end(text, values.length);
    }

    void add(double[] values) {
        StringBuilder text = begin();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? '[' : ',');
            number(text, values[i]);
        }
        end(text, values.length);
    }

    void add(float[] values) {
        StringBuilder text = begin();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? '[' : ',');
            number(text, values[i]);
        }
        end(text, values.length);
    }

    /** A flat array as rows of so many. */
    void addRows(float[] values, int width) {
        StringBuilder text = begin();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "[[" : i % width == 0 ? "],[" : ",");
            number(text, values[i]);
        }
        text.append(']');
        end(text, values.length);
    }

    private StringBuilder begin() {
        StringBuilder text = spool.text();
        if (begun) {
            text.append(',');
        }
        begun = true;
        return text;
    }

    private void end(StringBuilder text, int values) {
        text.append(values == 0 ? "[]" : "]");
        spool.added();
    }

    private static void number(StringBuilder text, double value) {
        if (Double.isFinite(value)) {
            text.append(value);
        } else {
            text.append("null");
        }
    }

    private static void number(StringBuilder text, float value) {
        if (Float.isFinite(value)) {
            text.append(value);
        } else {
            text.append("null");
        }
    }

    void copyTo(Writer to) throws IOException {
        to.append('[');
        spool.copyTo(to);
        to.append(']');
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
