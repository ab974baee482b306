package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Lz4FrameTest {
    @Property(tries = 200)
    void shouldBeReadByTheLibraryAndReadTheLibrarys(@ForAll byte[] seed, @ForAll @IntRange(max = 2_000) int times)
            throws IOException {
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            repeated.write(seed);
        }
        byte[] content = repeated.toByteArray();
        RecordBuffer ours = new RecordBuffer();
        int length = new Lz4Frame().compress(content, content.length, ours);
        assertThat(length).isEqualTo(ours.size());
        try (var in = new LZ4FrameInputStream(new java.io.ByteArrayInputStream(ours.bytes(), 0, length))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        try (var out = new LZ4FrameOutputStream(
                theirs,
                LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM,
                LZ4FrameOutputStream.FLG.Bits.BLOCK_CHECKSUM,
                LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE)) {
            out.write(content);
        }
        assertThat(decompress(theirs.toByteArray(), content.length)).isEqualTo(content);
    }

    @Property(tries = 2_000)
    void shouldRefuseDamageAndNothingElse(
            @ForAll @IntRange(max = 10_000) int place, @ForAll byte value, @ForAll @IntRange(max = 400) int size) {
        byte[] content = new byte[300];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 11 * (i / 100));
        }
        RecordBuffer packed = new RecordBuffer();
        int length = new Lz4Frame().compress(content, content.length, packed);
        byte[] damaged = Arrays.copyOf(packed.bytes(), length);
        damaged[place % length] = value;
        try {
            assertThat(decompress(damaged, size)).hasSize(size);
        } catch (IOException e) {
            assertThat(e).hasCauseInstanceOf(DamagedContent.class);
        }
    }

    /** "sanderling " over and over, 140,000 bytes, by Python's lz4.frame 4.4.5 in 64 KiB blocks, block_linked=True, with a content checksum. */
    @Test
    void shouldReadLinkedBlocks() throws IOException {
        byte[] frame = HexFormat.of().parseHex(LINKED);
        byte[] content = decompress(frame, 140_000);
        for (int i = 0; i < content.length; i++) {
            assertThat(content[i]).isEqualTo((byte) "sanderling ".charAt(i % 11));
        }
        frame[frame.length - 1] ^= 1;
        assertThatThrownBy(() -> decompress(frame, 140_000)).hasMessageContaining("lz4 content checksum mismatch");
    }

    private static byte[] decompress(byte[] frame, int size) throws IOException {
        byte[] content = new byte[size];
        try {
            new Lz4Frame().decompress(ByteBuffer.wrap(frame), content);
        } catch (DamagedContent e) {
            throw new IOException(e.getMessage(), e);
        }
        return content;
    }

    private static final String LINKED = "04224d1844405e15010000bf73616e6465726c696e67200b00" + "ff".repeat(256)
            + "dd5065726c696e0a0100000ff7" + "ff".repeat(257) + "e8506e6465726c2c0000000f0b00" + "ff".repeat(34)
            + "ea50672073616e000000004e4f95ee";
}
