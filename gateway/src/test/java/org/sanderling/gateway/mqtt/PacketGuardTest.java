package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketGuardTest {
    private static PacketGuard guard(byte[] bytes) {
        return new PacketGuard(new ByteArrayInputStream(bytes));
    }

    /** Packets of any allowed type and length pass unchanged, read in pieces of any size. */
    @Property(tries = 200)
    void shouldPassWhatMayCome(
            @ForAll @Size(max = 6) List<@IntRange(max = PacketGuard.MOST_BYTES) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 700) int piece)
            throws IOException {
        int[] types = {2, 4, 13, 14};
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (int i = 0; i < lengths.size(); i++) {
            packets.write(types[i % 4] << 4);
            int left = lengths.get(i);
            do {
                packets.write(left % 128 | (left >= 128 ? 0x80 : 0));
                left /= 128;
            } while (left > 0);
            for (int k = 0; k < lengths.get(i); k++) {
                packets.write(0x30);
            }
        }
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        PacketGuard guard = guard(packets.toByteArray());
        byte[] into = new byte[piece];
        for (int count = guard.read(into, 0, piece); count > 0; count = guard.read(into, 0, piece)) {
            passed.write(into, 0, count);
            int next = guard.read();
            if (next >= 0) {
                passed.write(next);
            }
        }
        assertThat(passed.toByteArray()).isEqualTo(packets.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2081c000", "20ffffff7f", "40ffffffffff01", "2080808080"})
    void shouldRefuseLongPackets(String hex) {
        assertThatIOException()
                .isThrownBy(() -> guard(HexFormat.of().parseHex(hex)).readAllBytes())
                .withMessageContaining("more than 8192 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 15})
    void shouldRefuseWhatWasNotAskedFor(int type) {
        assertThatIOException()
                .isThrownBy(() -> guard(new byte[] {(byte) (type << 4), 0}).read())
                .withMessageContaining("type " + type);
    }

    @Test
    void shouldEndWithItsInput() throws IOException {
        assertThat(guard(new byte[0]).read()).isEqualTo(-1);
        assertThat(guard(new byte[0]).read(new byte[4], 0, 4)).isEqualTo(-1);
    }
}
