package org.sanderling.recording.mcap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One variant of foxglove/mcap's conformance suite; see SOURCES.md beside the vectors. */
record ConformanceVector(String name, Path json, Path mcap, long size, String sha256) {
    private static final Path FOLDER = Path.of("src/test/resources/mcap-conformance");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static List<ConformanceVector> all() {
        try (Stream<String> lines = Files.lines(FOLDER.resolve("SHA256_MANIFEST.tsv"))) {
            return lines.filter(l -> !l.startsWith("#"))
                    .map(l -> l.split("\t"))
                    .map(f -> new ConformanceVector(
                            f[0].replaceFirst("\\.mcap$", ""),
                            FOLDER.resolve(f[0].replaceFirst("\\.mcap$", ".json")),
                            FOLDER.resolve(f[0]),
                            Long.parseLong(f[1]),
                            f[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ch}, {@code chx}, {@code mx}, {@code pad}, … as in the variant's name. */
    Set<String> features() {
        String[] parts = json.getFileName().toString().replace(".json", "").split("-");
        return new TreeSet<>(List.of(parts).subList(1, parts.length));
    }

    Set<Feature> written() {
        Map<String, Feature> names = new LinkedHashMap<>();
        names.put("ch", Feature.CHUNKS);
        names.put("mx", Feature.MESSAGE_INDEX);
        names.put("chx", Feature.CHUNK_INDEX);
        names.put("ax", Feature.ATTACHMENT_INDEX);
        names.put("mdx", Feature.METADATA_INDEX);
        names.put("st", Feature.STATISTICS);
        names.put("rsh", Feature.REPEATED_SCHEMAS);
        names.put("rch", Feature.REPEATED_CHANNELS);
        names.put("sum", Feature.SUMMARY_OFFSETS);
        names.keySet().retainAll(features());
        return Set.copyOf(names.values());
    }

    /** The expected records, as maps, lists and strings. */
    List<Object> records() {
        JsonNode root = MAPPER.readTree(json.toFile());
        List<?> records = MAPPER.convertValue(root.get("records"), List.class);
        return List.copyOf(records);
    }

    /** Type and fields of each record of the data section. */
    List<Expected> data() {
        return records().stream()
                .map(r -> (Map<?, ?>) r)
                .map(Expected::of)
                .takeWhile(r -> !r.type().equals("DataEnd"))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A record of the expectation. */
    record Expected(String type, Map<String, Object> fields) {
        static Expected of(Map<?, ?> form) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Object pair : (List<?>) form.get("fields")) {
                fields.put((String) ((List<?>) pair).get(0), ((List<?>) pair).get(1));
            }
            return new Expected((String) form.get("type"), fields);
        }

        long number(String field) {
            return Long.parseUnsignedLong(text(field));
        }

        String text(String field) {
            return (String) fields.get(field);
        }

        byte[] bytes(String field) {
            List<?> texts = (List<?>) fields.get(field);
            byte[] bytes = new byte[texts.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt((String) texts.get(i));
            }
            return bytes;
        }

        Map<String, String> map(String field) {
            Map<String, String> map = new LinkedHashMap<>();
            ((Map<?, ?>) fields.get(field)).forEach((k, v) -> map.put((String) k, (String) v));
            return map;
        }
    }
}
