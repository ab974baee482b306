package org.sanderling.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What must hold between several values, and cannot be said of one alone. */
final class DeploymentRules {
    /**
     * A rule.
     *
     * @param text for the reference page
     * @param list key of the list to whose items it applies; empty for the whole deployment
     * @param key the value whose place an error names, relative to the item
     * @param problem what is wrong, or null; given the values and the item's prefix
     */
    record Rule(String text, String list, String key, BiFunction<DeploymentValues, String, @Nullable String> problem) {}

    static final List<Rule> ALL = List.of(
            new Rule(
                    "`timing.marginMs` is below `deadlineMs`: else the pacer would publish before a tick begins.",
                    "",
                    "timing.marginMs",
                    (v, p) -> v.number("timing.marginMs") < v.number("deadlineMs")
                            ? null
                            : "%s is not below deadlineMs, %s"
                                    .formatted(show(v, "timing.marginMs"), show(v, "deadlineMs"))),
            new Rule(
                    "`control.rateHz` is 0 or at least `rateHz`.",
                    "",
                    "control.rateHz",
                    (v, p) -> v.number("control.rateHz") == 0 || v.number("control.rateHz") >= v.number("rateHz")
                            ? null
                            : "%s is below rateHz, %s; allowed: 0, or at least rateHz"
                                    .formatted(show(v, "control.rateHz"), show(v, "rateHz"))),
            new Rule(
                    "`outputs.mqtt.reconnectMaxMs` is not below `outputs.mqtt.reconnectMinMs`.",
                    "",
                    "outputs.mqtt.reconnectMaxMs",
                    (v, p) -> v.number("outputs.mqtt.reconnectMaxMs") >= v.number("outputs.mqtt.reconnectMinMs")
                            ? null
                            : "%s is below reconnectMinMs, %s"
                                    .formatted(
                                            show(v, "outputs.mqtt.reconnectMaxMs"),
                                            show(v, "outputs.mqtt.reconnectMinMs"))),
            new Rule(
                    "`outputs.mqtt.statusTopic` differs from `outputs.mqtt.topic`.",
                    "",
                    "outputs.mqtt.statusTopic",
                    (v, p) -> v.text("outputs.mqtt.statusTopic").equals(v.text("outputs.mqtt.topic"))
                            ? "is the topic of the decisions too; give it its own"
                            : null),
            new Rule(
                    "`inputs.ego.topic` differs from `inputs.camera.topic`.",
                    "",
                    "inputs.ego.topic",
                    (v, p) -> v.text("inputs.ego.topic").equals(v.text("inputs.camera.topic"))
                            ? "is the topic of the camera too; give it its own"
                            : null),
            new Rule(
                    "In each item of `limits.dofs`, `min` is below `max`.",
                    "limits.dofs",
                    "max",
                    (v, p) -> v.number(p + "min") < v.number(p + "max")
                            ? null
                            : "%s is not above min, %s".formatted(show(v, p + "max"), show(v, p + "min"))),
            new Rule(
                    "In each item of `limits.dofs`, `stop` lies within `min` … `max`.",
                    "limits.dofs",
                    "stop",
                    DeploymentRules::stopOutside));

    /** Said on the reference page beside the rules. */
    static final String UNIQUE_NAMES = "No two items of `limits.dofs` have the same `name`.";

    private DeploymentRules() {}

    static void check(DeploymentValues values) {
        for (Rule rule : ALL) {
            int items = rule.list().isEmpty() ? 1 : values.size(rule.list());
            for (int i = 0; i < items; i++) {
                String prefix = rule.list().isEmpty() ? "" : rule.list() + "." + i + ".";
                String problem = rule.problem().apply(values, prefix);
                if (problem != null) {
                    throw values.place(prefix + rule.key()).error(prefix + rule.key() + ": " + problem);
                }
            }
        }
        uniqueNames(values);
    }

    private static void uniqueNames(DeploymentValues values) {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < values.size("limits.dofs"); i++) {
            String key = "limits.dofs." + i + ".name";
            String earlier = seen.putIfAbsent(values.text(key), key);
            if (earlier != null) {
                throw values.place(key).error(key + ": " + values.text(key) + " is the name of " + earlier + " too");
            }
        }
    }

    private static @Nullable String stopOutside(DeploymentValues v, String p) {
        Double stop = v.numberOrNull(p + "stop");
        if (stop == null || (stop >= v.number(p + "min") && stop <= v.number(p + "max"))) {
            return null;
        }
        return "%s is outside; allowed: min … max, %s … %s"
                .formatted(show(v, p + "stop"), show(v, p + "min"), show(v, p + "max"));
    }

    private static String show(DeploymentValues values, String key) {
        return ValueType.show(values.number(key));
    }
}
