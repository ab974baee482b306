package org.sanderling.recording.generator;

import java.util.List;

/** What two messages can do beside holding their fields: times in nanoseconds. */
final class Snippets {
    private static final String FROM_NANOS = """
                /** @param ns nanoseconds; seconds that int32 cannot hold are clamped */
                public static %1$s ofNanos(long ns) {
                    long sec = java.lang.Math.floorDiv(ns, 1_000_000_000L);
                    return new %1$s(
                            java.lang.Math.clamp(sec, java.lang.Integer.MIN_VALUE, java.lang.Integer.MAX_VALUE),
                            java.lang.Math.floorMod(ns, 1_000_000_000L));
                }

                /** In nanoseconds. */
                public long nanos() {
                    return sec * 1_000_000_000L + nanosec;
                }
            """;

    private Snippets() {}

    static List<String> of(String name) {
        return switch (name) {
            case "builtin_interfaces/msg/Time" -> lines("Time");
            case "builtin_interfaces/msg/Duration" -> lines("Duration");
            default -> List.of();
        };
    }

    private static List<String> lines(String type) {
        return List.of(("\n" + String.format(FROM_NANOS, type).indent(-4)).stripTrailing());
    }
}
