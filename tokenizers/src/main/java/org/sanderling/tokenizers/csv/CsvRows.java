package org.sanderling.tokenizers.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.tokenizers.TokenizerException;

/**
 * Rows of a comma-separated file, one at a time in bounded memory (RFC 4180: quotes, doubled quotes, line ends inside them). Lines may end in LF, CR LF or CR, mixed; blank lines and a byte-order mark are skipped. One thread.
 */
final class CsvRows implements Closeable {
    /** Longest line, bytes: a file without line ends must not fill the memory. */
    static final int MAX_LINE = 1 << 20;

    private static final int END = -1;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private byte[] line = new byte[256];
    private int used;
    private final List<String> fields = new ArrayList<>();
    /** Lines begun so far, from 1. */
    private long lines;

    private long row;

    CsvRows(String name, InputStream in) throws IOException {
        this.name = name;
        this.in = in;
        if (peek() == 0xEF) {
            read();
            if (read() != 0xBB || read() != 0xBF) {
                throw new TokenizerException(name + ":1: is not UTF-8 text; give a comma-separated file");
            }
        }
        lines = 1;
    }

    /** The next row's fields, trimmed; empty at the end of the file. The list is used again. */
    List<String> next() throws IOException {
        fields.clear();
        while (peek() == '\n' || peek() == '\r') {
            lineEnd();
        }
        row = lines;
        if (peek() == END) {
            return fields;
        }
        int c = ',';
        used = 0;
        int began = 0;
        while (c == ',') {
            began = used;
            readField();
            fields.add(new String(line, began, used - began, StandardCharsets.UTF_8).strip());
            c = peek();
            if (c == ',') {
                read();
            }
        }
        lineEnd();
        return fields;
    }

    /** Line on which the last row began, from 1. */
    long row() {
        return row;
    }

    TokenizerException bad(String what) {
        return new TokenizerException(name + ":" + row + ": " + what);
    }

    private void readField() throws IOException {
        while (peek() == ' ' || peek() == '\t') {
            read();
        }
        if (peek() == '"') {
            readQuoted();
            return;
        }
        while (peek() != ',' && peek() != '\n' && peek() != '\r' && peek() != END) {
            keep(read());
        }
    }

    private void readQuoted() throws IOException {
        read();
        while (true) {
            int c = peek();
            if (c == END) {
                throw bad("column " + (fields.size() + 1) + ": a quote is not closed");
            }
            if (c == '\n' || c == '\r') {
                lineEnd();
                keep('\n');
                continue;
            }
            read();
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                read();
            }
            keep(c);
        }
        while (peek() == ' ' || peek() == '\t') {
            read();
        }
        if (peek() != ',' && peek() != '\n' && peek() != '\r' && peek() != END) {
            throw bad(
                    "column " + (fields.size() + 1) + ": text follows a closing quote; double a quote inside a field");
        }
    }

    /** CR LF, LF, CR or the end of the file. */
    private void lineEnd() throws IOException {
        int c = read();
        if (c == '\r' && peek() == '\n') {
            read();
        }
        lines += c == END ? 0 : 1;
    }

    private void keep(int c) {
        if (used == line.length) {
            if (used >= MAX_LINE) {
                throw bad("the line is longer than " + MAX_LINE + " bytes; is this a comma-separated file?");
            }
            line = Arrays.copyOf(line, used * 2);
        }
        line[used++] = (byte) c;
    }

    private int peek() throws IOException {
        if (next == filled) {
            filled = Math.max(in.read(buffer), 0);
            next = 0;
            if (filled == 0) {
                return END;
            }
        }
        return buffer[next] & 0xFF;
    }

    private int read() throws IOException {
        int c = peek();
        if (c != END) {
            next++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
