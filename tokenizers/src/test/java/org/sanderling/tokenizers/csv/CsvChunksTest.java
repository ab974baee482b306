package org.sanderling.tokenizers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.tokenizers.TokenizerException;

class CsvChunksTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("in.csv");
    }

    private List<double[]> read(String text, int samples, String... dofs) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        List<double[]> chunks = new ArrayList<>();
        try (CsvChunks csv = CsvChunks.open(file, List.of(dofs), samples)) {
            double[] chunk = new double[samples * dofs.length];
            while (csv.next(chunk)) {
                chunks.add(chunk.clone());
            }
        }
        return chunks;
    }

    private void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text, 2, "a", "b"))
                .isInstanceOf(TokenizerException.class)
                .hasMessage(file + message);
    }

    @Test
    void takesColumnsByNameInTheOrderAskedFor() throws IOException {
        assertThat(read("time,b,a\n0.1,1,2\n0.2,3,4\n0.3,5e-1,-.5\n0.4,+7,8.\n", 2, "a", "b"))
                .containsExactly(new double[] {2, 1, 4, 3}, new double[] {-.5, .5, 8, 7});
    }

    @Test
    void reportsTheRemainder() throws IOException {
        Files.writeString(file, "a\n1\n2\n3\n4\n5");
        try (CsvChunks csv = CsvChunks.open(file, List.of("a"), 2)) {
            double[] chunk = new double[2];
            assertThat(csv.next(chunk)).isTrue();
            assertThat(csv.next(chunk)).isTrue();
            assertThat(csv.next(chunk)).isFalse();
            assertThat(csv.rows()).isEqualTo(5);
            assertThat(csv.remainderRows()).isEqualTo(1);
        }
    }

    @Test
    void readsMixedLineEndsQuotesBlankLinesAndAByteOrderMark() throws IOException {
        assertThat(read(
                        "\uFEFF\"a\",\"the \"\"b\"\"\n, really\" , b\r\n1,x,2\r3,\"y,\r\nz\",4\n\n\r\n5,,6\r\n 7 , w, \"8\"",
                        2,
                        "a",
                        "b"))
                .containsExactly(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8});
    }

    @Test
    void saysRowAndColumnOfWhatIsNoFiniteNumber() {
        refuses("a,b\n1,2\n3,x1\n", ":3: column 2 (b): 'x1' is not a number");
        refuses("a,b\r\n1,2\r\n,4\r\n", ":3: column 1 (a): is empty");
        refuses("a,b\n1,NaN\n", ":2: column 2 (b): NaN is not finite");
        refuses("a,b\n-inf,1\n", ":2: column 1 (a): -inf is not finite");
        refuses("a,b\n1e999,1\n", ":2: column 1 (a): 1e999 is not finite");
        refuses("a,b\n0x1p3,1\n", ":2: column 1 (a): '0x1p3' is not a number");
        refuses("a,b\n\"1\n2\",3\n", ":2: column 1 (a): '1 2' is not a number");
    }

    @Test
    void saysWhichRowHasAnotherNumberOfColumns() {
        refuses("a,b\n1,2\n3\n", ":3: 1 columns; the header has 2");
        refuses("a,b\n1,2,\n", ":2: 3 columns; the header has 2");
    }

    @Test
    void saysWhichColumnIsMissingOrTwice() {
        refuses("a,c\n1,2\n", ":1: has no column b; it has a, c");
        refuses("a,b,a\n1,2,3\n", ":1: column a is there twice (1 and 3); rename one");
        refuses("", ": is empty; a header with the columns a, b is needed");
        refuses("\n\r\n", ": is empty; a header with the columns a, b is needed");
    }

    @Test
    void saysWhichQuoteIsWrong() {
        refuses("a,b\n1,\"2\n3,4\n", ":2: column 2: a quote is not closed");
        refuses("a,b\n1,\"2\"3\n", ":2: column 2: text follows a closing quote; double a quote inside a field");
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        byte[] zeros = new byte[CsvRows.MAX_LINE + 10];
        Arrays.fill(zeros, (byte) '0');
        refuses(
                "a,b\n" + new String(zeros, StandardCharsets.US_ASCII),
                ":2: the line is longer than 1048576 bytes; is this a comma-separated file?");
    }

    @Test
    void streamsAMillionRows() throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("a,b\n");
            for (int i = 0; i < 1_000_000; i++) {
                out.write(i % 1000 + ",-0.5\n");
            }
        }
        try (CsvChunks csv = CsvChunks.open(file, List.of("a", "b"), 20)) {
            double[] chunk = new double[40];
            double sum = 0;
            while (csv.next(chunk)) {
                sum += chunk[38];
            }
            assertThat(csv.rows()).isEqualTo(1_000_000);
            // Of every thousand, rows 19, 39, … 999.
            assertThat(sum).isEqualTo(1000 * 50 * 509.0);
        }
    }
}
