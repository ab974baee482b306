package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to a recording's bytes: it is read, or a {@link McapException} says why not; never more memory than bounded. */
class McapFuzzTest {
    /** A damaged length may ask for one chunk's bound, not for more. */
    private static final long MAX_ALLOCATED = 3L * FileRecords.MAX_BYTES;

    private static final Map<Compression, byte[]> WHOLE = new EnumMap<>(Compression.class);
    private static Path folder = Path.of("");

    @BeforeContainer
    static void write() throws IOException {
        folder = Files.createTempDirectory("mcap-fuzz");
        for (Compression c : Compression.values()) {
            Path file = Samples.write(folder.resolve(c + ".mcap"), Samples.options(c), 20);
            WHOLE.put(c, Files.readAllBytes(file));
        }
    }

    @AfterContainer
    static void delete() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 1_500)
    void shouldSurviveFlippedBytes(
            @ForAll Compression compression,
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 0) Long> places,
            @ForAll @IntRange(min = 1, max = 255) int flip,
            @ForAll boolean cut)
            throws IOException {
        byte[] bytes = WHOLE.get(compression).clone();
        for (long place : places) {
            bytes[(int) (place % bytes.length)] ^= (byte) flip;
        }
        readAll(cut ? Arrays.copyOf(bytes, (int) (places.get(0) % bytes.length)) : bytes);
    }

    @Property(tries = 500)
    void shouldSurviveHostileNumbers(
            @ForAll Compression compression, @ForAll @LongRange(min = 0) long place, @ForAll long value)
            throws IOException {
        byte[] bytes = WHOLE.get(compression).clone();
        int at = (int) (place % (bytes.length - 8));
        for (int i = 0; i < 8; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
        readAll(bytes);
    }

    @Property(tries = 300)
    void shouldNotTakeNoiseForARecording(@ForAll byte[] noise) throws IOException {
        RecordBuffer out = new RecordBuffer().u64(Opcode.MAGIC);
        int header = out.begin(Opcode.HEADER);
        out.string("").string("").end(header);
        out.raw(noise, 0, noise.length);
        readAll(Arrays.copyOf(out.bytes(), out.size()));
        readAll(noise);
    }

    @Example
    void shouldReadTheUntouchedOnes() throws IOException {
        for (byte[] whole : WHOLE.values()) {
            assertThat(readAll(whole)).isEqualTo("whole");
        }
    }

    private static String readAll(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("fuzzed.mcap"), bytes);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        String outcome;
        try (McapReader reader = McapReader.open(file)) {
            List<McapRecord> records = new ArrayList<>();
            RecordScan scan = reader.records();
            scan.forEachRemaining(records::add);
            reader.messages().forEachRemaining(m -> assertThat(m.topic()).isNotNull());
            reader.attachment("notes.txt");
            reader.metadata("run");
            boolean cut = scan.truncatedAt().isPresent();
            assertThat(reader.truncatedAt()).isEqualTo(scan.truncatedAt());
            assertThat(scan.truncatedAt().orElse(bytes.length)).isBetween(8L, (long) bytes.length);
            outcome = cut ? "cut" : "whole";
        } catch (McapException e) {
            assertThat(e).hasMessageStartingWith(file + ": byte ");
            assertThat(e.getMessage()).doesNotContain("\n");
            outcome = "refused";
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        return outcome;
    }
}
