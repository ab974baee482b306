package org.sanderling.runtime.engine.onnxruntime;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import org.sanderling.runtime.engine.EngineException;

/**
 * Finds the native library: the file that {@value #OVERRIDE} names (system property or environment), else the one in
 * Maven's onnxruntime jar, unpacked once into the user's cache.
 */
final class OnnxRuntimeLibrary {
    /** System property and environment variable that name a library file to use instead. */
    static final String OVERRIDE = "SANDERLING_ONNXRUNTIME_LIBRARY";

    private OnnxRuntimeLibrary() {}

    /**
     * The library's file on this machine.
     *
     * @throws EngineException if there is none for this machine
     */
    static Path locate() {
        String override = System.getProperty(OVERRIDE, System.getenv(OVERRIDE));
        if (override != null && !override.isBlank()) {
            Path file = Path.of(override);
            if (!Files.isRegularFile(file)) {
                throw new EngineException(OVERRIDE + "=" + override + ": no such file; name a libonnxruntime.so");
            }
            return file;
        }
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL url = OnnxRuntimeLibrary.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new EngineException("ONNX Runtime: " + resource
                    + " is not on the class path; add com.microsoft.onnxruntime:onnxruntime, or set " + OVERRIDE);
        }
        return unpacked(url, UnpackedLibrary.caches(System.getenv()::get));
    }

    /** The jar's name for this machine's library. */
    static String resource(String os, String arch) {
        String folder = switch (arch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "linux-x64";
            case "aarch64", "arm64" -> "linux-aarch64";
            default -> null;
        };
        if (folder == null || !os.equals("Linux")) {
            throw new EngineException("ONNX Runtime: no library for " + os + " on " + arch
                    + "; use Linux on x86-64 or AArch64, or set " + OVERRIDE + " to one built for it");
        }
        return "ai/onnxruntime/native/" + folder + "/libonnxruntime.so";
    }

    private static Path unpacked(URL url, Iterable<Path> caches) {
        try {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                ZipEntry entry = jar.getJarEntry();
                return UnpackedLibrary.in(
                        caches,
                        "onnxruntime-" + version(jar),
                        "libonnxruntime.so",
                        entry.getSize(),
                        entry.getCrc(),
                        jar.getJarFile(),
                        entry);
            }
            return Path.of(url.toURI());
        } catch (IOException | java.net.URISyntaxException e) {
            throw new EngineException("ONNX Runtime: cannot unpack " + url + ": " + e.getMessage()
                    + "; free some space, or set " + OVERRIDE);
        }
    }

    /** The jar's version by its file name; the content's checksum tells builds apart in any case. */
    private static String version(JarURLConnection jar) {
        String path = jar.getJarFileURL().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceFirst("^onnxruntime-", "").replaceFirst("\\.jar$", "");
    }
}
