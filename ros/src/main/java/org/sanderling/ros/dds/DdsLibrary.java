package org.sanderling.ros.dds;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds CycloneDDS: the path in {@value #PROPERTY}, else the pinned one in the user's cache, else the system's
 * {@code libddsc.so.11}.
 *
 * <p>A library's version is known by the pinned one's checksum, else by the file that its name leads to. 0.10.x is
 * refused even by path: it dies of SIGSEGV when one Fast DDS peer answers another's type look-up.
 */
public final class DdsLibrary {
    /** System property: the library's file. */
    public static final String PROPERTY = "sanderling.ddsc";

    /** System property: {@code true} takes a library of an unknown version. */
    public static final String ALLOW_UNSAFE = "sanderling.ddsc.allowUnsafe";

    /** Of the file that the cyclonedds 11.0.1 wheel (cp311, x86-64) holds as {@code cyclonedds/.libs/libddsc.so}. */
    public static final String PINNED_SHA256 = "ad12c33ada3b1583c297eb7028e47c1e47f08d43c8984ef59a7aa681acdb8b40";

    private static final String PINNED_VERSION = "11.0.1";
    private static final String SYSTEM_NAME = "libddsc.so.11";
    private static final Pattern VERSIONED = Pattern.compile("libddsc\\.so\\.(\\d+(?:\\.\\d+)*)[a-z]*");
    private static final String HOW_TO_GET =
            "get it with ./sanderling test ros (x86-64), or name one with -D" + PROPERTY + "=FILE";

    /** Loading twice gives the same library, so it is never unloaded. */
    private static final Arena LOADED = Arena.global();

    private DdsLibrary() {}

    /** @throws MissingDdsException where there is none that may be used */
    public static Dds open() {
        String named = System.getProperty(PROPERTY, "");
        boolean allowUnsafe = Boolean.getBoolean(ALLOW_UNSAFE);
        if (!named.isEmpty()) {
            return open(Path.of(named), allowUnsafe);
        }
        Path cached = cached();
        if (Files.isRegularFile(cached)) {
            if (!sha256(cached).equals(PINNED_SHA256)) {
                throw new MissingDdsException(cached + " is not CycloneDDS " + PINNED_VERSION
                        + " as pinned (its SHA-256 differs): remove it and " + HOW_TO_GET);
            }
            return load(cached.toString(), PINNED_VERSION);
        }
        try {
            return load(SYSTEM_NAME, "11");
        } catch (IllegalArgumentException e) {
            throw new MissingDdsException("no CycloneDDS here (" + cached + ", " + SYSTEM_NAME + "): " + HOW_TO_GET);
        }
    }

    static Dds open(Path file, boolean allowUnsafe) {
        if (!Files.isRegularFile(file)) {
            throw new MissingDdsException(file + ", named by " + PROPERTY + ", is no file: " + HOW_TO_GET);
        }
        String version = version(file);
        if (version.startsWith("0.10")) {
            throw new MissingDdsException(file + " is CycloneDDS " + version + ", which Fast DDS peers can crash: use "
                    + PINNED_VERSION + "; " + HOW_TO_GET);
        }
        if (!version.startsWith("11.") && !allowUnsafe) {
            throw new MissingDdsException(
                    file + " is CycloneDDS of " + (version.isEmpty() ? "an unknown version" : version) + ", tried is "
                            + PINNED_VERSION + ": -D" + ALLOW_UNSAFE + "=true takes it all the same");
        }
        try {
            return load(file.toString(), version.isEmpty() ? "unknown" : version);
        } catch (IllegalArgumentException e) {
            throw new MissingDdsException(file + " cannot be loaded: " + e.getMessage());
        }
    }

    /** Where the launcher puts the pinned library. */
    static Path cached() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("sanderling")
                .resolve("cyclonedds-" + PINNED_VERSION)
                .resolve("libddsc.so");
    }

    private static String version(Path file) {
        if (sha256(file).equals(PINNED_SHA256)) {
            return PINNED_VERSION;
        }
        try {
            Matcher m = VERSIONED.matcher(file.toRealPath().getFileName().toString());
            return m.matches() ? m.group(1) : "";
        } catch (IOException e) {
            throw new MissingDdsException(file + " cannot be read: " + e.getMessage());
        }
    }

    private static Dds load(String name, String version) {
        SymbolLookup symbols = name.contains("/")
                ? SymbolLookup.libraryLookup(Path.of(name), LOADED)
                : SymbolLookup.libraryLookup(name, LOADED);
        return new Dds(symbols, name, version);
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new MissingDdsException(file + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
