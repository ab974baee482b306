package org.sanderling.runtime.engine.onnxruntime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A native library unpacked from its jar into a cache folder that only its user can write, once a version: unpacking 28 MB
 * takes longer than all else at start-up.
 *
 * <p>A file counts as unpacked when its size and CRC-32 are the jar's; it is written aside and renamed, so that another
 * process sees all of it or nothing.
 */
final class UnpackedLibrary {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final int PART_BYTES = 1 << 18;

    private UnpackedLibrary() {}

    /** Folders to try, best first: {@code $XDG_CACHE_HOME}, {@code ~/.cache}, the temporary folder. */
    static List<Path> caches(UnaryOperator<String> environment) {
        List<Path> folders = new ArrayList<>();
        String xdg = environment.apply("XDG_CACHE_HOME");
        if (xdg != null && Path.of(xdg).isAbsolute()) {
            folders.add(Path.of(xdg, "sanderling"));
        }
        folders.add(Path.of(System.getProperty("user.home"), ".cache", "sanderling"));
        folders.add(Path.of(System.getProperty("java.io.tmpdir"), "sanderling-" + System.getProperty("user.name")));
        return folders;
    }

    /**
     * The unpacked file, written first where it is missing or damaged.
     *
     * @throws IOException if none of the folders can be written; the last one's reason
     */
    static Path in(
            Iterable<Path> caches, String name, String fileName, long bytes, long crc32, ZipFile jar, ZipEntry entry)
            throws IOException {
        IOException last = new IOException("no cache folder");
        for (Path cache : caches) {
            Path file = cache.resolve(name + "-" + Long.toHexString(crc32)).resolve(fileName);
            try {
                if (!isWhole(file, bytes, crc32)) {
                    unpack(file, bytes, crc32, jar, entry);
                }
                return file;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** True where the file is ours, in a folder that nobody else can write, and holds exactly these bytes. */
    static boolean isWhole(Path file, long bytes, long crc32) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != bytes) {
            return false;
        }
        requireOurs(file.getParent());
        CRC32 crc = new CRC32();
        byte[] part = new byte[PART_BYTES];
        // Reading is cheaper here than mapping: what a first mapping drags in costs more than the file.
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(part); n > 0; n = in.read(part)) {
                crc.update(part, 0, n);
            }
        }
        return crc.getValue() == crc32;
    }

    private static void unpack(Path file, long bytes, long crc32, ZipFile jar, ZipEntry entry) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        requireOurs(folder);
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            try (InputStream from = jar.getInputStream(entry);
                    OutputStream to = Files.newOutputStream(aside)) {
                from.transferTo(to);
            }
            if (!isWhole(aside, bytes, crc32)) {
                throw new IOException("the jar's entry " + entry.getName() + " is damaged");
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Code is loaded from here: a folder that someone else made or may write is not used. */
    private static void requireOurs(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean othersWrite = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (othersWrite || !owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new IOException(folder + " belongs to user " + owner + " with permissions "
                    + PosixFilePermissions.toString(permissions) + "; remove it");
        }
    }
}
