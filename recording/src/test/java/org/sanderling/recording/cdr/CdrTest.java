package org.sanderling.recording.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CdrTest {
    @Test
    void shouldAlignEachFieldToItsSizeFromAfterTheHeader() {
        CdrWriter out = new CdrWriter();
        out.uint8(1)
                .uint16(0x0302)
                .uint8(4)
                .int32(0x08070605)
                .uint8(9)
                .int64(0x1716151413121110L)
                .bool(true)
                .string("hi");
        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("00010000" + "01000203" + "04000000" + "05060708" + "09000000" + "1011121314151617"
                        + "01000000" + "03000000" + "686900");
    }

    @Test
    void shouldNotPadBeforeTheElementsOfAnEmptySequence() {
        CdrWriter out = new CdrWriter();
        out.int64s(new long[0]).int32(1);
        assertThat(out.size()).isEqualTo(4 + 4 + 4);
        out.reset().int64s(new long[] {7}).int32(1);
        assertThat(out.size()).isEqualTo(4 + 8 + 8 + 4);
    }

    @Test
    void shouldReadBigEndian() {
        byte[] bytes =
                HexFormat.of().parseHex("00000000" + "01000000" + "00000002" + "3fc00000" + "00000003" + "686900");
        CdrReader in = new CdrReader(bytes, "m");
        assertThat(in.bool("a")).isTrue();
        assertThat(in.int32("b")).isEqualTo(2);
        assertThat(in.float32("c")).isEqualTo(1.5f);
        assertThat(in.string("d")).isEqualTo("hi");
    }

    @Test
    void shouldReuseItsBuffer() {
        CdrWriter out = new CdrWriter();
        out.octets(new byte[5_000]);
        byte[] grown = out.bytes();
        for (int i = 0; i < 3; i++) {
            out.reset().octets(new byte[4_000]);
            assertThat(out.bytes()).isSameAs(grown);
        }
    }

    @Property
    void shouldReadBackAnything(
            @ForAll String text,
            @ForAll byte[] octets,
            @ForAll int[] ints,
            @ForAll long[] longs,
            @ForAll float[] floats,
            @ForAll double d) {
        CdrWriter out = new CdrWriter();
        out.uint8(1)
                .string(text)
                .octets(octets)
                .float64(d)
                .int64s(longs)
                .bool(false)
                .int32s(ints)
                .float32s(floats);
        CdrReader in = new CdrReader(out.bytes(), 0, out.size(), "m");
        assertThat(in.uint8("a")).isEqualTo(1);
        assertThat(in.string("b"))
                .isEqualTo(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8));
        assertThat(in.octets("c")).isEqualTo(octets);
        assertThat(in.float64("d")).isEqualTo(d);
        assertThat(in.int64s("e")).isEqualTo(longs);
        assertThat(in.bool("f")).isFalse();
        assertThat(in.int32s("g")).isEqualTo(ints);
        assertThat(in.float32s("h")).isEqualTo(floats);
    }

    @Test
    void shouldNameMessageAndFieldOfWhatIsWrong() {
        assertWrong("0001", "m.encapsulation: a message of 2 bytes has no header");
        assertWrong("00070000", "m.encapsulation: representation 0x0007 is not plain CDR (0x0000, 0x0001)");
        assertWrong("00010000" + "ffffffff", "m.text: a length of 4294967295, with 0 bytes left");
        assertWrong("00010000" + "0500000068690000", "m.text: a length of 5, with 4 bytes left");
        assertWrong("00010000" + "020000006869", "m.text: a string of 2 bytes does not end with a zero");
        assertWrong("00010000" + "0200", "m.text: the message ends before it, at byte 2");
        assertThatThrownBy(() -> new CdrReader(HexFormat.of().parseHex("0001000002"), "m").bool("flag"))
                .isInstanceOf(CdrException.class)
                .hasMessage("m.flag: a boolean is 0 or 1, not 2");
        assertThatThrownBy(() -> new CdrReader(HexFormat.of().parseHex("00010000ffffff7f00000000"), "m").int64s("ids"))
                .isInstanceOf(CdrException.class)
                .hasMessage("m.ids: a length of 2147483647, with 4 bytes left");
    }

    @Property
    void shouldNeverFailOtherwise(@ForAll byte[] bytes, @ForAll @IntRange(max = 8) int cut) {
        byte[] message = Arrays.copyOf(new byte[] {0, 1, 0, 0}, 4 + bytes.length);
        System.arraycopy(bytes, 0, message, 4, bytes.length);
        try {
            CdrReader in = new CdrReader(message, 0, Math.max(0, message.length - cut), "m");
            assertThat(in.string("a").length() + in.int64s("b").length + in.float32s("c").length)
                    .isLessThanOrEqualTo(message.length);
        } catch (CdrException e) {
            assertThat(e).hasMessageStartingWith("m.");
        }
    }

    private static void assertWrong(String hex, String message) {
        assertThatThrownBy(() -> new CdrReader(HexFormat.of().parseHex(hex), "m").string("text"))
                .isInstanceOf(CdrException.class)
                .hasMessage(message);
    }
}
