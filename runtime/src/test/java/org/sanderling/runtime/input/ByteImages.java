package org.sanderling.runtime.input;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.runtime.image.ImageDecoder;

/** Images of one byte: all pixels have its value; 255 is damaged, 254 has another size. */
final class ByteImages implements ImageDecoder {
    static final int DAMAGED = 255;
    static final int OTHER_SIZE = 254;

    private static final MemorySegment BYTES = Arena.global().allocate(256);

    static {
        for (int i = 0; i < 256; i++) {
            BYTES.set(ValueLayout.JAVA_BYTE, i, (byte) i);
        }
    }

    static MemorySegment of(int value) {
        return BYTES.asSlice(value, 1);
    }

    @Override
    public String version() {
        return "bytes";
    }

    @Override
    public int decode(MemorySegment jpeg, long length, MemorySegment rgb, int widthPx, int heightPx) {
        int value = length == 0 ? DAMAGED : Byte.toUnsignedInt(jpeg.get(ValueLayout.JAVA_BYTE, 0));
        rgb.fill((byte) value);
        return value == DAMAGED ? CORRUPT : value == OTHER_SIZE ? WRONG_SIZE : OK;
    }

    @Override
    public void close() {}
}
