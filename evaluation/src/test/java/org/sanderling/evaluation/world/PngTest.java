package org.sanderling.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
    @TempDir
    Path folder;

    private static Picture picture(float red) {
        Picture picture = new Picture(8, 6);
        float[] source = new float[3 * 2 * 2];
        source[0] = red;
        source[5] = 1; // green of the second pixel
        picture.draw(source, 2, 2, 1, 2, 2);
        return picture;
    }

    @Test
    void shouldBeReadByOthers() throws IOException {
        Path file = folder.resolve("deeper/one.png");
        Png.write(file, picture(1));

        BufferedImage read = ImageIO.read(file.toFile());

        assertThat(read.getWidth()).isEqualTo(8);
        assertThat(read.getHeight()).isEqualTo(6);
        assertThat(read.getRGB(1, 2) & 0xffffff).isEqualTo(0xff0000);
        assertThat(read.getRGB(2, 3) & 0xffffff).isEqualTo(0xff0000);
        assertThat(read.getRGB(3, 2) & 0xffffff).isEqualTo(0x00ff00);
        assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(0x181818);
    }

    @Test
    void shouldNumberTheFramesOfAnAnimationInOneSequence() throws IOException {
        Path file = folder.resolve("many.png");
        Png.animate(file, List.of(picture(0), picture(0.5f), picture(1)), 50);

        // Viewers that know no animation show the first.
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(8);
        List<String> chunks = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(8);
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            byte[] type = new byte[4];
            bytes.get(type);
            String name = new String(type, StandardCharsets.US_ASCII);
            chunks.add(name);
            if (name.equals("fcTL") || name.equals("fdAT")) {
                numbers.add(bytes.getInt(bytes.position()));
            }
            bytes.position(bytes.position() + length + 4);
        }
        assertThat(chunks).containsExactly("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND");
        assertThat(numbers).containsExactly(0, 1, 2, 3, 4);
    }
}
