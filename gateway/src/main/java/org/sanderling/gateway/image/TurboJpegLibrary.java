package org.sanderling.gateway.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** libturbojpeg, API 2 (which version 3 keeps), as this process found it. Loaded once, on first use; never unloaded. */
final class TurboJpegLibrary {
    /** The name that the dynamic linker knows it by. */
    static final String SONAME = "libturbojpeg.so.0";

    private static final Pattern VERSION = Pattern.compile("libjpeg-turbo version (\\d[\\w.]*(?: \\(build \\w+\\))?)");
    private static final int HASH_BYTES = 8;
    private static final @Nullable SymbolLookup SYMBOLS = find(SONAME);

    private TurboJpegLibrary() {}

    /**
     * Its functions.
     *
     * @throws MissingLibraryException if it is not on this machine
     */
    static SymbolLookup symbols() {
        if (SYMBOLS == null) {
            throw missing(SONAME);
        }
        return SYMBOLS;
    }

    /** A library by its soname, or null. */
    static @Nullable SymbolLookup find(String soname) {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(soname, Arena.global());
            return symbols.find("tjDecompress2").isPresent() ? symbols : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static MissingLibraryException missing(String soname) {
        String name = soname.replaceFirst("\\.so.*", "");
        return new MissingLibraryException(name + " is missing (" + soname + "): apt-get install " + name + "0");
    }

    /**
     * The version by the library's own text, for example {@code libjpeg-turbo 2.1.5 (build 20230203)}; where it has none, the
     * start of its file's SHA-256. API 2 has no call for it.
     */
    static String version() {
        symbols();
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            String line = maps.filter(l -> l.contains("/libturbojpeg.so"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("not mapped"));
            return version(Files.readAllBytes(Path.of(line.substring(line.indexOf('/')))));
        } catch (IOException e) {
            return SONAME;
        }
    }

    static String version(byte[] library) {
        Matcher matcher = VERSION.matcher(new String(library, StandardCharsets.ISO_8859_1));
        if (matcher.find()) {
            return "libjpeg-turbo " + matcher.group(1);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(library);
            return SONAME + " sha256:" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
