package org.sanderling.recording.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Compresses and decompresses the content of chunks. One thread at a time. */
final class ChunkCodec implements AutoCloseable {
    private static final int ZSTD_LEVEL = 1;

    private final Lz4Frame lz4 = new Lz4Frame();
    // Native memory, taken at the first use: a reader compresses nothing, a writer decompresses nothing.
    private @Nullable ZstdCompressCtx compress;
    private @Nullable ZstdDecompressCtx decompress;

    /** Appends the compressed content to {@code out} and gives its length, bytes. */
    int compress(Compression how, byte[] content, int length, RecordBuffer out) {
        return switch (how) {
            case NONE -> {
                out.raw(content, 0, length);
                yield length;
            }
            case LZ4 -> lz4.compress(content, length, out);
            case ZSTD -> {
                int room = (int) Zstd.compressBound(length);
                byte[] to = out.reserve(room);
                int packed = compressing().compressByteArray(to, out.size(), room, content, 0, length);
                out.skip(packed);
                yield packed;
            }
        };
    }

    /**
     * The content that {@code packed} stands for; {@code size} bytes, which the caller has bounded.
     *
     * @throws DamagedContent when it is something else
     */
    byte[] decompress(Compression how, ByteBuffer packed, int size) throws DamagedContent {
        byte[] content = new byte[size];
        switch (how) {
            case NONE -> {
                if (packed.remaining() != size) {
                    throw new DamagedContent("content of " + packed.remaining() + " bytes, declared " + size);
                }
                packed.get(content);
            }
            case LZ4 -> lz4.decompress(packed, content);
            case ZSTD -> zstd(packed, content);
        }
        return content;
    }

    private void zstd(ByteBuffer packed, byte[] content) throws DamagedContent {
        try {
            int from = packed.arrayOffset() + packed.position();
            int got = decompressing()
                    .decompressByteArray(content, 0, content.length, packed.array(), from, packed.remaining());
            if (got != content.length) {
                throw new DamagedContent("zstd content of " + got + " bytes, declared " + content.length);
            }
        } catch (ZstdException e) {
            throw new DamagedContent("zstd: " + e.getMessage());
        }
    }

    private ZstdCompressCtx compressing() {
        ZstdCompressCtx context = compress;
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
            compress = context;
        }
        return context;
    }

    private ZstdDecompressCtx decompressing() {
        ZstdDecompressCtx context = decompress;
        if (context == null) {
            context = new ZstdDecompressCtx();
            decompress = context;
        }
        return context;
    }

    @Override
    public void close() {
        if (compress != null) {
            compress.close();
        }
        if (decompress != null) {
            decompress.close();
        }
    }
}
