package org.sanderling.gateway.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** The calls of turbojpeg.h (API 2) that decode, with raw addresses. Initialised only where the library is there. */
final class TurboJpegFunctions {
    /** {@code TJPF_RGB}. */
    static final int RGB = 0;

    /** {@code TJFLAG_STOPONWARNING}: what is damaged or cut short is an error at once. Changes no pixel. */
    static final int STOP_ON_WARNING = 8192;

    /** {@code TJFLAG_LIMITSCANS}: a progressive image of more than 500 scans is an error. Changes no pixel. */
    static final int LIMIT_SCANS = 32768;

    private static final MethodHandle INIT = function("tjInitDecompress", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle HEADER = function(
            "tjDecompressHeader3",
            FunctionDescriptor.of(
                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle DECOMPRESS = function(
            "tjDecompress2",
            FunctionDescriptor.of(
                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
                    JAVA_INT));
    private static final MethodHandle DESTROY = function("tjDestroy", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

    private TurboJpegFunctions() {}

    /** A new decompressor, or 0. */
    static long init() {
        try {
            return (long) INIT.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Reads the header; each of the four results is an {@code int} at its address. 0, or −1 for what is no good image. */
    static int header(long handle, long jpeg, long bytes, long width, long height, long subsampling, long colourSpace) {
        try {
            return (int) HEADER.invokeExact(handle, jpeg, bytes, width, height, subsampling, colourSpace);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Decodes; 0, or −1 for what is no good image. */
    static int decompress(
            long handle, long jpeg, long bytes, long to, int width, int pitch, int height, int format, int flags) {
        try {
            return (int) DECOMPRESS.invokeExact(handle, jpeg, bytes, to, width, pitch, height, format, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void destroy(long handle) {
        try {
            int ignored = (int) DESTROY.invokeExact(handle);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(TurboJpegLibrary.symbols().find(name).orElseThrow(), descriptor);
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
