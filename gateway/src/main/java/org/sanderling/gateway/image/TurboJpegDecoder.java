package org.sanderling.gateway.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sanderling.runtime.image.ImageDecoder;

/**
 * JPEG to RGB through libturbojpeg, with the accurate integer DCT and smooth upsampling that are libjpeg's defaults, so that
 * pixels equal those that Pillow gives a training script.
 *
 * <p>Strict: whatever libjpeg would only warn of (cut short, stray bytes between markers) counts as corrupt. One instance a
 * thread; {@link #decode} does not allocate.
 */
public final class TurboJpegDecoder implements ImageDecoder {
    private static final int CHANNELS = 3;
    private static final int FLAGS = TurboJpegFunctions.STOP_ON_WARNING | TurboJpegFunctions.LIMIT_SCANS;

    private final MemorySegment results = Arena.ofAuto().allocate(JAVA_INT, 4);
    private boolean closed;

    /**
     * Loads the library on first use.
     *
     * @throws MissingLibraryException if it is not on this machine
     */
    public TurboJpegDecoder() {
        TurboJpegLibrary.symbols();
    }

    @Override
    public String version() {
        return TurboJpegLibrary.version();
    }

    @Override
    public int decode(MemorySegment jpeg, long length, MemorySegment rgb, int widthPx, int heightPx) {
        if (closed) {
            throw new IllegalStateException("a closed decoder");
        }
        if (!jpeg.isNative() || !rgb.isNative() || length > jpeg.byteSize()) {
            throw new IllegalArgumentException("images are decoded from and to native memory, within its bounds");
        }
        if (widthPx < 1 || heightPx < 1 || (long) widthPx * heightPx * CHANNELS > rgb.byteSize()) {
            throw new IllegalArgumentException("the pixels do not fit the memory given for them");
        }
        if (length < 1) {
            return CORRUPT;
        }
        // A decompressor keeps tables, and after damage worse, from one image to the next; pixels must come from these
        // bytes.
        long handle = TurboJpegFunctions.init();
        if (handle == 0) {
            throw new IllegalStateException("libturbojpeg: no memory for a decompressor");
        }
        try {
            return decode(handle, jpeg.address(), length, rgb.address(), widthPx, heightPx);
        } finally {
            TurboJpegFunctions.destroy(handle);
        }
    }

    private int decode(long handle, long jpeg, long length, long rgb, int widthPx, int heightPx) {
        results.fill((byte) 0);
        long out = results.address();
        int status = TurboJpegFunctions.header(handle, jpeg, length, out, out + 4, out + 8, out + 12);
        int width = results.getAtIndex(JAVA_INT, 0);
        int height = results.getAtIndex(JAVA_INT, 1);
        // Tables without an image are no error to the library; it leaves the size alone then.
        if (status != 0 || width < 1 || height < 1) {
            return CORRUPT;
        }
        if (width != widthPx || height != heightPx) {
            return WRONG_SIZE;
        }
        int pitch = widthPx * CHANNELS;
        int rgbFormat = TurboJpegFunctions.RGB;
        status = TurboJpegFunctions.decompress(handle, jpeg, length, rgb, widthPx, pitch, heightPx, rgbFormat, FLAGS);
        return status == 0 ? OK : CORRUPT;
    }

    @Override
    public void close() {
        closed = true;
    }
}
