package org.sanderling.config;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes dotted keys as nested YAML; a level whose keys are all numbers is a list. */
final class EffectiveYaml {
    private EffectiveYaml() {}

    static String write(SortedMap<String, String> values) {
        Map<String, Object> root = new TreeMap<>();
        values.forEach((key, value) -> insert(root, key, value));
        StringBuilder out = new StringBuilder();
        section(root, "", "", out);
        return out.toString();
    }

    @SuppressWarnings("unchecked")
    private static void insert(Map<String, Object> level, String key, String value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            level.put(key, value);
        } else {
            Object inner = level.computeIfAbsent(key.substring(0, dot), k -> new TreeMap<String, Object>());
            insert((Map<String, Object>) inner, key.substring(dot + 1), value);
        }
    }

    /** @param lead what stands before the first key: the dash of a list's item */
    @SuppressWarnings("unchecked")
    private static void section(Map<String, Object> level, String indent, String lead, StringBuilder out) {
        String before = lead.isEmpty() ? indent : lead;
        for (Map.Entry<String, Object> e : level.entrySet()) {
            out.append(before).append(e.getKey()).append(':');
            before = indent;
            if (e.getValue() instanceof String value) {
                out.append(' ').append(value).append('\n');
                continue;
            }
            out.append('\n');
            Map<String, Object> inner = (Map<String, Object>) e.getValue();
            if (inner.keySet().stream().allMatch(k -> k.matches("[0-9]+"))) {
                for (int i = 0; i < inner.size(); i++) {
                    Map<String, Object> item = (Map<String, Object>) inner.get(Integer.toString(i));
                    section(item, indent + "    ", indent + "  - ", out);
                }
            } else {
                section(inner, indent + "  ", "", out);
            }
        }
    }
}
