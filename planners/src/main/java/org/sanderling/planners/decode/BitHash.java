package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A 64-bit hash of exact bits, for telling whether two computations were the same; not for security.
 *
 * <p>Four independent multiply-rotate lanes, so that a key/value cache of 200 kB costs microseconds. Any thread;
 * allocates nothing but where it says so.
 */
public final class BitHash {
    private static final long K = 0x9E3779B97F4A7C15L;

    /** Where a chain of hashes starts. */
    public static final long SEED = 0x53616E6465726C67L;

    private BitHash() {}

    /** Adds one value. */
    public static long mix(long hash, long value) {
        long h = (Long.rotateLeft(hash, 5) ^ value) * K;
        return h ^ (h >>> 32);
    }

    /** Adds the exact bits of a float: −0 and 0 differ. */
    public static long mix(long hash, float value) {
        return mix(hash, (long) Float.floatToRawIntBits(value));
    }

    /** Adds an array. */
    public static long mix(long hash, float[] values) {
        long h = mix(hash, values.length);
        for (float v : values) {
            h = mix(h, v);
        }
        return h;
    }

    /** Adds the first {@code count} values of an array. */
    public static long mix(long hash, float[] values, int count) {
        long h = mix(hash, count);
        for (int i = 0; i < count; i++) {
            h = mix(h, values[i]);
        }
        return h;
    }

    /** Adds an array. */
    public static long mix(long hash, int[] values) {
        long h = mix(hash, values.length);
        for (int v : values) {
            h = mix(h, v);
        }
        return h;
    }

    /** Adds an array. */
    public static long mix(long hash, long[] values) {
        long h = mix(hash, values.length);
        for (long v : values) {
            h = mix(h, v);
        }
        return h;
    }

    /** Hash of the first {@code bytes} bytes of native memory. Allocates a buffer: not for real-time threads. */
    public static long of(MemorySegment memory, long bytes) {
        return of(memory, bytes, new long[1024]);
    }

    /** The same through a buffer of the caller's, a multiple of 4 long: native memory is copied in pieces and hashed there. */
    public static long of(MemorySegment memory, long bytes, long[] piece) {
        long a = SEED;
        long b = SEED ^ K;
        long c = SEED + K;
        long d = SEED - K;
        long blocks = bytes / 32 * 4;
        for (long at = 0; at < blocks; at += piece.length) {
            int n = (int) Math.min(piece.length, blocks - at);
            MemorySegment.copy(memory, ValueLayout.JAVA_LONG_UNALIGNED, at * Long.BYTES, piece, 0, n);
            for (int i = 0; i < n; i += 4) {
                a = (Long.rotateLeft(a, 29) ^ piece[i]) * K;
                b = (Long.rotateLeft(b, 29) ^ piece[i + 1]) * K;
                c = (Long.rotateLeft(c, 29) ^ piece[i + 2]) * K;
                d = (Long.rotateLeft(d, 29) ^ piece[i + 3]) * K;
            }
        }
        long h = mix(mix(mix(mix(bytes, a), b), c), d);
        for (long i = blocks * Long.BYTES; i < bytes; i++) {
            h = mix(h, memory.get(ValueLayout.JAVA_BYTE, i));
        }
        return h;
    }
}
