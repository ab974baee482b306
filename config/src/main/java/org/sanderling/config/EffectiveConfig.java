package org.sanderling.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every value that a run goes by, with the defaults and what {@code --set} changed.
 *
 * @param values by dotted key ({@code limits.dofs.0.min}): numbers, {@code true}, {@code false}, {@code null}, or text in
 *     JSON's quotes. Paths are as written, not resolved, so that they are the same on every machine.
 */
public record EffectiveConfig(SortedMap<String, String> values) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public EffectiveConfig {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static EffectiveConfig of(Map<String, @Nullable Object> values) {
        TreeMap<String, String> canonical = new TreeMap<>();
        values.forEach((key, value) -> canonical.put(key, written(value)));
        return new EffectiveConfig(canonical);
    }

    /** One line {@code key: value} for each value, in the keys' order by code unit, each ended by a line feed. */
    public String canonical() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The {@code configHash}: SHA-256 of {@link #canonical()} in UTF-8, 64 hex digits. */
    public String hash() {
        return HexFormat.of().formatHex(sha256().digest(canonical().getBytes(StandardCharsets.UTF_8)));
    }

    /** A deployment file that says all of this and nothing else; reading it gives the same hash. */
    public String yaml() {
        return EffectiveYaml.write(values);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Double d -> ValueType.show(d);
            case String s -> JSON.writeValueAsString(s);
            default -> value.toString();
        };
    }
}
