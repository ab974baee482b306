package org.sanderling.runtime.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a recording says of the run that it is of.
 *
 * @param version Sanderling's version
 * @param decoderVersion version of the deciding code; decisions are only comparable within one
 * @param epoch generation of the runtime
 * @param deploymentYaml the deployment as it was read
 * @param overrides values set beside it, by key
 * @param configHash hash of the effective deployment
 * @param modelHash hash of the model directory
 * @param engine engine and its version
 * @param imageDecoder image decoder and its version
 */
public record SessionInfo(
        String version,
        String decoderVersion,
        long epoch,
        String deploymentYaml,
        Map<String, String> overrides,
        String configHash,
        String modelHash,
        String engine,
        String imageDecoder) {
    /** Version of the deciding code; raised by every change that changes a decision. */
    public static final String DECODER_VERSION = "1";

    private static final String OVERRIDE = "set.";

    public SessionInfo {
        overrides = Map.copyOf(overrides);
    }

    Map<String, String> metadata() {
        Map<String, String> m = new LinkedHashMap<>();
        m.put("version", version);
        m.put("decoderVersion", decoderVersion);
        m.put("epoch", Long.toString(epoch));
        m.put("configHash", configHash);
        m.put("modelHash", modelHash);
        m.put("engine", engine);
        m.put("imageDecoder", imageDecoder);
        overrides.forEach((k, v) -> m.put(OVERRIDE + k, v));
        return m;
    }

    /** Reads back what {@link #metadata} wrote. */
    public static SessionInfo of(Map<String, String> m, String deploymentYaml) {
        Map<String, String> overrides = new LinkedHashMap<>();
        m.forEach((k, v) -> {
            if (k.startsWith(OVERRIDE)) {
                overrides.put(k.substring(OVERRIDE.length()), v);
            }
        });
        return new SessionInfo(
                m.getOrDefault("version", ""),
                m.getOrDefault("decoderVersion", ""),
                number(m.getOrDefault("epoch", "0")),
                deploymentYaml,
                overrides,
                m.getOrDefault("configHash", ""),
                m.getOrDefault("modelHash", ""),
                m.getOrDefault("engine", ""),
                m.getOrDefault("imageDecoder", ""));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
