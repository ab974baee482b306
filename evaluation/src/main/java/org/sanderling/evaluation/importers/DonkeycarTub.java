package org.sanderling.evaluation.importers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a Donkeycar drive: a folder with {@code catalog.jsonl} ({@code index, image, steering, throttle}), or an
 * original version 2 tub ({@code manifest.json} of five JSON lines, the last with {@code paths} and {@code
 * deleted_indexes}; catalogues with {@code _index, cam/image_array, user/angle, user/throttle}; {@code images/}). Layout:
 * autorope/donkeycar, donkeycar/parts/datastore_v2.py and tub_v2.py.
 */
final class DonkeycarTub {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int MAX_ROWS = 1_000_000;
    private static final int MAX_NAME = 256;
    private static final JsonMapper JSON = JsonMapper.builder()
            // Python writes NaN and Infinity; the row is then left out for what it is.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Path folder;
    private final SkipCount skipped;
    private final TreeMap<Long, TubRow> rows = new TreeMap<>();
    private final Set<Long> deleted = new HashSet<>();

    private DonkeycarTub(Path folder, SkipCount skipped) {
        this.folder = folder;
        this.skipped = skipped;
    }

    /** Rows by index; those that cannot be used are counted. */
    static List<TubRow> rows(Path folder, SkipCount skipped) {
        DonkeycarTub tub = new DonkeycarTub(folder, skipped);
        if (Files.isRegularFile(folder.resolve("catalog.jsonl"))) {
            tub.read(folder.resolve("catalog.jsonl"), Keys.CATALOG);
        } else if (Files.isRegularFile(folder.resolve("manifest.json"))) {
            tub.manifest(folder.resolve("manifest.json"));
        } else {
            throw new ImportException(folder
                    + ": neither catalog.jsonl nor manifest.json is there; name the folder of a Donkeycar drive");
        }
        return List.copyOf(tub.rows.values());
    }

    private void manifest(Path file) {
        JsonNode last = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            LineReader lines = new LineReader(in, 8 * MAX_LINE_BYTES);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                last = line.get().text().length > 1 ? JSON.readTree(line.get().text()) : last;
            }
        } catch (IOException | JacksonException e) {
            throw new ImportException(file + ": cannot be read as lines of JSON: " + WholeFile.firstLine(e), e);
        }
        JsonNode paths = last == null ? null : last.get("paths");
        if (paths == null || !paths.isArray()) {
            throw new ImportException(file + ": its last line names no catalogues (`paths`); is this a version 2 tub?");
        }
        JsonNode marked = last.get("deleted_indexes");
        if (marked != null) {
            marked.forEach(i -> {
                if (i.isIntegralNumber() && i.canConvertToLong()) {
                    deleted.add(i.longValue());
                }
            });
        }
        List<Path> catalogs = new ArrayList<>();
        for (JsonNode path : paths) {
            Path catalog = path.isString() ? inside(folder, path.stringValue()).orElse(null) : null;
            if (catalog == null || !Files.isRegularFile(catalog)) {
                throw new ImportException(file + ": catalogue " + path + " is not in the tub");
            }
            catalogs.add(catalog);
        }
        catalogs.forEach(c -> read(c, Keys.TUB));
    }

    private void read(Path catalog, Keys keys) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(catalog))) {
            LineReader lines = new LineReader(in, MAX_LINE_BYTES);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().tooLong() || !new String(line.get().text(), StandardCharsets.UTF_8).isBlank()) {
                    add(line.get(), keys);
                }
                if (rows.size() > MAX_ROWS) {
                    throw new ImportException(catalog + ": more than " + MAX_ROWS + " rows; split the drive");
                }
            }
        } catch (IOException e) {
            throw new ImportException(catalog + ": cannot be read: " + WholeFile.firstLine(e), e);
        }
    }

    private void add(LineReader.Line line, Keys keys) {
        JsonNode row = line.tooLong() ? null : parsed(line.text());
        if (row == null || !row.isObject()) {
            skipped.add(Skip.BAD_LINE);
            return;
        }
        JsonNode index = row.get(keys.index);
        if (index == null
                || !index.isIntegralNumber()
                || !index.canConvertToLong()
                || index.longValue() < 0
                || index.longValue() > DonkeycarImport.MAX_INDEX) {
            skipped.add(Skip.BAD_INDEX);
            return;
        }
        if (deleted.contains(index.longValue())) {
            skipped.add(Skip.DELETED);
            return;
        }
        JsonNode image = row.get(keys.image);
        if (image == null || !image.isString() || image.stringValue().length() > MAX_NAME) {
            skipped.add(Skip.MISSING_IMAGE);
            return;
        }
        TubRow found = new TubRow(
                index.longValue(),
                keys.imageFolder + image.stringValue(),
                number(row.get(keys.steering)),
                number(row.get(keys.throttle)));
        if (rows.putIfAbsent(found.index(), found) != null) {
            skipped.add(Skip.REPEATED_INDEX);
        }
    }

    private static @Nullable JsonNode parsed(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static double number(@Nullable JsonNode node) {
        return node != null && node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** A file of the folder by a name from a stranger; empty where the name leads out of it. */
    static Optional<Path> inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name);
            Path real = Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
            Path root = Files.exists(file)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
            return real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What the two layouts call the same things. */
    private record Keys(String index, String image, String imageFolder, String steering, String throttle) {
        static final Keys CATALOG = new Keys("index", "image", "", "steering", "throttle");
        static final Keys TUB = new Keys("_index", "cam/image_array", "images/", "user/angle", "user/throttle");
    }
}
