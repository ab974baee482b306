package org.sanderling.gateway.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanderling.runtime.image.ImageDecoder.CORRUPT;
import static org.sanderling.runtime.image.ImageDecoder.OK;
import static org.sanderling.runtime.image.ImageDecoder.WRONG_SIZE;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TurboJpegDecoderTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int GUARD_BYTES = 64;

    private final TurboJpegDecoder decoder = new TurboJpegDecoder();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment rgb = arena.allocate(WIDTH * HEIGHT * 3 + GUARD_BYTES);

    @AfterEach
    void close() {
        for (int i = 0; i < GUARD_BYTES; i++) {
            assertThat(rgb.get(JAVA_BYTE, WIDTH * HEIGHT * 3 + i)).isZero();
        }
        decoder.close();
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "frame.jpg, c7a496f7059b05f11ee1842a7625dee40d362e2a7f43ef029325631b54ad5ac1",
        "progressive.jpg, f2688c9ed6e4ce94a14a82dfa3f2a789786bf57018a216cd196d249c342e5fdf",
        "grey.jpg, 625f50cdaf10e1282927d74c54f3ca480c785d4dfd85a2563991569c46ae039d",
    })
    void shouldGiveThePixelsThatPillowGives(String file, String sha256) throws Exception {
        assertThat(decode(image(file))).isEqualTo(OK);
        byte[] pixels = rgb.asSlice(0, WIDTH * HEIGHT * 3).toArray(JAVA_BYTE);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels)))
                .isEqualTo(sha256);
    }

    @Test
    void shouldNotAllocate() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MemorySegment good = allocate(image("frame.jpg"));
        MemorySegment cut = allocate(Arrays.copyOf(image("frame.jpg"), 2000));
        assertThat(decodeBoth(good, cut, 5_000)).isEqualTo(5_000 * (OK + CORRUPT));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) { // the counter's first use, or a compilation, may cost a few bytes
            long before = threads.getCurrentThreadAllocatedBytes();
            int sum = decodeBoth(good, cut, 1_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(sum).isEqualTo(1_000 * (OK + CORRUPT));
        }
        assertThat(least).isZero();
    }

    private int decodeBoth(MemorySegment good, MemorySegment cut, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += decoder.decode(good, good.byteSize(), rgb, WIDTH, HEIGHT);
            sum += decoder.decode(cut, cut.byteSize(), rgb, WIDTH, HEIGHT);
        }
        return sum;
    }

    @Test
    void shouldTellAnotherSizeFromDamage() throws IOException {
        MemorySegment jpeg = allocate(image("frame.jpg"));
        assertThat(decoder.decode(jpeg, jpeg.byteSize(), rgb, WIDTH, HEIGHT - 1))
                .isEqualTo(WRONG_SIZE);
        assertThat(decode(withSize(image("frame.jpg"), 65500, 65500))).isEqualTo(WRONG_SIZE);
        assertThat(decode(withSize(image("frame.jpg"), 0, 0))).isEqualTo(CORRUPT);
    }

    @Test
    void shouldRefuseAnImageCutAnywhere() throws IOException {
        for (String file : new String[] {"frame.jpg", "progressive.jpg"}) {
            byte[] whole = image(file);
            for (int length = 0; length < whole.length; length += 7) {
                assertThat(decode(Arrays.copyOf(whole, length)))
                        .as("%s to %d", file, length)
                        .isEqualTo(CORRUPT);
            }
            assertThat(decode(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(CORRUPT);
        }
    }

    @Test
    void shouldTakeNothingFromTheImageBefore() throws IOException {
        byte[] bare = withoutSegments(image("frame.jpg"), 0xdb);
        assertThat(decode(image("frame.jpg"))).isEqualTo(OK);
        assertThat(decode(bare)).isEqualTo(CORRUPT);
    }

    /** The same image less the segments of a kind (0xdb: quantisation tables). */
    private static byte[] withoutSegments(byte[] jpeg, int marker) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int i = 2;
        kept.write(jpeg, 0, i);
        while ((jpeg[i + 1] & 0xff) != 0xda) {
            int length = 2 + ((jpeg[i + 2] & 0xff) << 8 | jpeg[i + 3] & 0xff);
            if ((jpeg[i + 1] & 0xff) != marker) {
                kept.write(jpeg, i, length);
            }
            i += length;
        }
        kept.write(jpeg, i, jpeg.length - i);
        return kept.toByteArray();
    }

    @Test
    void shouldRefuseColoursThatAreNotRgb() throws IOException {
        assertThat(decode(image("cmyk.jpg"))).isEqualTo(CORRUPT);
    }

    @Test
    void shouldSurviveNoiseAndDamage() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[1 + random.nextInt(4000)];
            random.nextBytes(noise);
            assertThat(decode(noise)).isEqualTo(CORRUPT);
            noise[0] = (byte) 0xff;
            noise[noise.length > 1 ? 1 : 0] = (byte) 0xd8;
            assertThat(decode(noise)).isNotEqualTo(OK);
        }
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] damaged = image(i % 2 == 0 ? "frame.jpg" : "progressive.jpg");
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            refused += decode(damaged) == OK ? 0 : 1;
        }
        assertThat(refused).isPositive();
        assertThat(decode(image("frame.jpg"))).isEqualTo(OK);
    }

    @Test
    void shouldRefuseABombOfScans() throws IOException {
        byte[] progressive = image("progressive.jpg");
        int scan = lastScan(progressive);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(progressive, 0, scan);
        for (int i = 0; i < 20_000; i++) {
            bomb.write(progressive, scan, progressive.length - 2 - scan);
        }
        bomb.write(progressive, progressive.length - 2, 2);
        assertThat(decode(bomb.toByteArray())).isEqualTo(CORRUPT);
    }

    private static int lastScan(byte[] jpeg) {
        for (int i = jpeg.length - 2; i > 0; i--) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda) {
                return i;
            }
        }
        throw new IllegalArgumentException("no scan");
    }

    @Test
    void shouldRefuseMemoryThatDoesNotFit() throws IOException {
        MemorySegment jpeg = allocate(image("frame.jpg"));
        MemorySegment small = arena.allocate(WIDTH * HEIGHT * 3 - 1);
        MemorySegment heap = MemorySegment.ofArray(new byte[WIDTH * HEIGHT * 3]);
        assertThatThrownBy(() -> decoder.decode(jpeg, jpeg.byteSize(), small, WIDTH, HEIGHT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoder.decode(jpeg, jpeg.byteSize(), heap, WIDTH, HEIGHT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoder.decode(jpeg, jpeg.byteSize() + 1, rgb, WIDTH, HEIGHT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseUseAfterClose() throws IOException {
        MemorySegment jpeg = allocate(image("frame.jpg"));
        decoder.close();
        decoder.close();
        assertThatThrownBy(() -> decoder.decode(jpeg, jpeg.byteSize(), rgb, WIDTH, HEIGHT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNameTheLibraryAndItsVersion() {
        assertThat(decoder.version()).matches("libjpeg-turbo \\d.*|libturbojpeg\\.so\\.0 sha256:[0-9a-f]{16}");
        byte[] text = "..\0libjpeg-turbo version 3.0.1 (build 20240101)\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TurboJpegLibrary.version(text)).isEqualTo("libjpeg-turbo 3.0.1 (build 20240101)");
        assertThat(TurboJpegLibrary.version(new byte[3])).isEqualTo("libturbojpeg.so.0 sha256:709e80c88487a241");
    }

    @Test
    void shouldSayHowToGetAMissingLibrary() {
        assertThat(TurboJpegLibrary.find("libnothing.so.0")).isNull();
        assertThat(TurboJpegLibrary.missing("libturbojpeg.so.0"))
                .hasMessageContaining("libturbojpeg is missing")
                .hasMessageEndingWith("apt-get install libturbojpeg0");
    }

    private int decode(byte[] jpeg) {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment memory = own.allocate(Math.max(1, jpeg.length));
            MemorySegment.copy(jpeg, 0, memory, JAVA_BYTE, 0, jpeg.length);
            return decoder.decode(memory, jpeg.length, rgb, WIDTH, HEIGHT);
        }
    }

    private MemorySegment allocate(byte[] jpeg) {
        return arena.allocateFrom(JAVA_BYTE, jpeg);
    }

    private static byte[] image(String name) throws IOException {
        try (InputStream in = TurboJpegDecoderTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** The same image with another size in its frame header (SOF0). */
    private static byte[] withSize(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < changed.length - 9; i++) {
            if (changed[i] == (byte) 0xff && changed[i + 1] == (byte) 0xc0) {
                changed[i + 5] = (byte) (height >> 8);
                changed[i + 6] = (byte) height;
                changed[i + 7] = (byte) (width >> 8);
                changed[i + 8] = (byte) width;
                return changed;
            }
        }
        throw new IllegalArgumentException("no frame header");
    }
}
