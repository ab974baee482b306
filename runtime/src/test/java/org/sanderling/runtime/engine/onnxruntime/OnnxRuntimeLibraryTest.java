package org.sanderling.runtime.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.runtime.engine.EngineException;

class OnnxRuntimeLibraryTest {
    private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void writeJar() throws IOException {
        jar = folder.resolve("onnxruntime-9.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("lib.so"));
            zip.write(CONTENT);
        }
    }

    @Test
    void shouldUnpackOnceAndMendDamage() throws IOException {
        List<Path> caches = List.of(folder.resolve("cache"));
        Path file = unpack(caches);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        FileTime then = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(file, then);
        assertThat(unpack(caches)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);

        Files.writeString(file, "a LIBRARY");
        assertThat(unpack(caches)).hasBinaryContent(CONTENT);
        Files.writeString(file, "a");
        assertThat(unpack(caches)).hasBinaryContent(CONTENT);
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void shouldGoToTheNextFolderWhereOneCannotBeUsed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        Path open = folder.resolve("open");
        Path file = unpack(List.of(blocked, open));
        assertThat(file).startsWith(open);

        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> unpack(List.of(open)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rwxrwxrwx");
    }

    private Path unpack(List<Path> caches) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("lib.so");
            return UnpackedLibrary.in(caches, "onnxruntime-9", "lib.so", entry.getSize(), entry.getCrc(), zip, entry);
        }
    }

    @Test
    void shouldPreferTheUsersCacheFolder() {
        List<Path> folders = UnpackedLibrary.caches(Map.of("XDG_CACHE_HOME", "/var/c")::get);
        assertThat(folders.getFirst()).isEqualTo(Path.of("/var/c/sanderling"));
        assertThat(UnpackedLibrary.caches(name -> null)).hasSize(2);
        assertThat(UnpackedLibrary.caches(Map.of("XDG_CACHE_HOME", "relative")::get))
                .hasSize(2);
    }

    @Test
    void shouldKnowItsMachines() {
        assertThat(OnnxRuntimeLibrary.resource("Linux", "amd64")).contains("linux-x64");
        assertThat(OnnxRuntimeLibrary.resource("Linux", "aarch64")).contains("linux-aarch64");
        assertThatThrownBy(() -> OnnxRuntimeLibrary.resource("Linux", "riscv64"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("riscv64");
        assertThatThrownBy(() -> OnnxRuntimeLibrary.resource("Windows 11", "amd64"))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void shouldSayInOneLineWhyALibraryIsNotUsable() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.so"), "no library\n");
        OrtRuntime.Outcome outcome = OrtRuntime.load(garbage);
        assertThat(outcome.reason())
                .contains("garbage.so is no shared library")
                .contains(OnnxRuntimeLibrary.OVERRIDE)
                .doesNotContain("\n");

        byte[] cut = new byte[100];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, cut, 0, 7);
        assertThat(OrtRuntime.load(Files.write(folder.resolve("cut.so"), cut)).reason())
                .contains("cut.so does not load: ")
                .doesNotContain("unknown cause")
                .doesNotContain("\n");

        Path other = Path.of(System.getProperty("java.home"), "lib", "libjava.so");
        assertThat(OrtRuntime.load(other).reason()).contains("no ONNX Runtime").doesNotContain("\n");
    }

    @Test
    void shouldTakeTheLibraryThatTheUserNames() {
        System.setProperty(OnnxRuntimeLibrary.OVERRIDE, jar.toString());
        try {
            assertThat(OnnxRuntimeLibrary.locate()).isEqualTo(jar);
            System.setProperty(
                    OnnxRuntimeLibrary.OVERRIDE, folder.resolve("none.so").toString());
            assertThatThrownBy(OnnxRuntimeLibrary::locate)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("none.so: no such file");
        } finally {
            System.clearProperty(OnnxRuntimeLibrary.OVERRIDE);
        }
    }
}
