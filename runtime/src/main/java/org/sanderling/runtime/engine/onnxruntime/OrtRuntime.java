package org.sanderling.runtime.engine.onnxruntime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanderling.runtime.engine.EngineException;

/** The native library as this process found it: usable, or the reason why not. Loaded once, on first use; never unloaded. */
final class OrtRuntime {
    /**
     * What came of loading a library.
     *
     * @param api its {@code OrtApi} structure; NULL where it is not usable
     * @param version its version, null where it could not be asked
     * @param reason why it is not usable, in one line with the remedy; null where it is
     */
    record Outcome(
            MemorySegment api,
            @Nullable String version,
            @Nullable String reason) {}

    private static final int VERSION_LIMIT_BYTES = 64;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final Outcome OUTCOME = locateAndLoad();

    private OrtRuntime() {}

    static Outcome outcome() {
        return OUTCOME;
    }

    /** The usable library's functions. */
    static MemorySegment api() {
        if (OUTCOME.reason() != null) {
            throw new EngineException(OUTCOME.reason());
        }
        return OUTCOME.api();
    }

    private static Outcome locateAndLoad() {
        try {
            return load(OnnxRuntimeLibrary.locate());
        } catch (EngineException e) {
            return new Outcome(MemorySegment.NULL, null, e.getMessage());
        }
    }

    /** Loads a library and asks it for its functions; nothing of it is called if it is too old. */
    static Outcome load(Path file) {
        SymbolLookup symbols;
        if (!isElf(file)) {
            return unusable(null, file + " is no shared library");
        }
        try {
            symbols = SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            return unusable(null, file + " does not load: " + whyNot(file));
        }
        MemorySegment getBase = symbols.find("OrtGetApiBase").orElse(MemorySegment.NULL);
        if (getBase.address() == 0) {
            return unusable(null, file + " is no ONNX Runtime (it has no OrtGetApiBase)");
        }
        try {
            Linker linker = Linker.nativeLinker();
            MemorySegment base = (MemorySegment) linker.downcallHandle(getBase, FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
            base = base.reinterpret(2 * ADDRESS.byteSize());
            MemorySegment text =
                    (MemorySegment) linker.downcallHandle(base.getAtIndex(ADDRESS, 1), FunctionDescriptor.of(ADDRESS))
                            .invokeExact();
            String version = text.reinterpret(VERSION_LIMIT_BYTES).getString(0);
            if (minor(version) < OrtApi.VERSION) {
                return unusable(version, file + " is version " + version + ", older than 1." + OrtApi.VERSION);
            }
            MemorySegment api = (MemorySegment)
                    linker.downcallHandle(base.getAtIndex(ADDRESS, 0), FunctionDescriptor.of(ADDRESS, JAVA_INT))
                            .invokeExact(OrtApi.VERSION);
            if (api.address() == 0) {
                return unusable(version, file + " does not offer API version " + OrtApi.VERSION);
            }
            return new Outcome(api.reinterpret(OrtApi.SLOTS * ADDRESS.byteSize()), version, null);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isElf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        } catch (IOException e) {
            return false;
        }
    }

    /** The API version is the minor version of the 1.x series. */
    private static int minor(String version) {
        String[] parts = version.split("\\.");
        if (parts.length < 2 || !parts[0].equals("1")) {
            return parts.length > 0 && parts[0].matches("[2-9]") ? Integer.MAX_VALUE : 0;
        }
        return parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : 0;
    }

    /** The dynamic linker's own words, which {@link SymbolLookup} keeps to itself. */
    private static String whyNot(Path file) {
        try {
            System.load(file.toAbsolutePath().toString());
            return "unknown cause";
        } catch (UnsatisfiedLinkError e) {
            String words = String.valueOf(e.getMessage());
            String prefix = file.toAbsolutePath() + ": ";
            return words.startsWith(prefix) ? words.substring(prefix.length()) : words;
        }
    }

    private static Outcome unusable(@Nullable String version, String why) {
        return new Outcome(
                MemorySegment.NULL,
                version,
                "ONNX Runtime: " + why + "; it needs glibc 2.28 or newer, or set " + OnnxRuntimeLibrary.OVERRIDE
                        + " to a libonnxruntime.so of 1." + OrtApi.VERSION + " or newer");
    }
}
