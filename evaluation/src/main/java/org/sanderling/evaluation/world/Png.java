package org.sanderling.evaluation.world;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes RGB pictures as PNG, several as an animated one (APNG), which every browser plays and every viewer shows the first frame of. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /** One picture. */
    public static void write(Path file, Picture picture) throws IOException {
        animate(file, List.of(picture), 0);
    }

    /**
     * Pictures of one size, shown one after the other without end.
     *
     * @param delayMs how long each is shown
     */
    public static void animate(Path file, List<Picture> pictures, int delayMs) throws IOException {
        Picture first = pictures.getFirst();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        chunk(out, "IHDR", data -> {
            data.writeInt(first.width());
            data.writeInt(first.height());
            data.write(new byte[] {8, 2, 0, 0, 0});
        });
        boolean animated = pictures.size() > 1;
        if (animated) {
            chunk(out, "acTL", data -> {
                data.writeInt(pictures.size());
                data.writeInt(0);
            });
        }
        int sequence = 0;
        for (int i = 0; i < pictures.size(); i++) {
            byte[] compressed = compressed(pictures.get(i));
            if (animated) {
                int number = sequence++;
                chunk(out, "fcTL", data -> {
                    data.writeInt(number);
                    data.writeInt(first.width());
                    data.writeInt(first.height());
                    data.writeLong(0);
                    data.writeShort(delayMs);
                    data.writeShort(1000);
                    data.writeShort(0);
                });
            }
            if (i == 0) {
                chunk(out, "IDAT", data -> data.write(compressed));
            } else {
                int number = sequence++;
                chunk(out, "fdAT", data -> {
                    data.writeInt(number);
                    data.write(compressed);
                });
            }
        }
        chunk(out, "IEND", data -> {});
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, bytes.toByteArray());
    }

    private static byte[] compressed(Picture picture) {
        int stride = 3 * picture.width();
        byte[] raw = new byte[(stride + 1) * picture.height()];
        for (int y = 0; y < picture.height(); y++) {
            // Filter 0 (none) leads each row.
            System.arraycopy(picture.rgb(), y * stride, raw, y * (stride + 1) + 1, stride);
        }
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private interface Body {
        void write(DataOutputStream data) throws IOException;
    }

    private static void chunk(DataOutputStream out, String type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.write(type.getBytes(StandardCharsets.US_ASCII));
        body.write(data);
        byte[] all = bytes.toByteArray();
        CRC32 crc = new CRC32();
        crc.update(all);
        out.writeInt(all.length - 4);
        out.write(all);
        out.writeInt((int) crc.getValue());
    }
}
