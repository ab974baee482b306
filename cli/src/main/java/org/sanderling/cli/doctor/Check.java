package org.sanderling.cli.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finding.
 *
 * @param name what was looked at
 * @param status whether that will do
 * @param found what is there
 * @param wanted what should be there
 * @param remedy what to do, null where it will do
 */
public record Check(
        String name,
        Status status,
        String found,
        String wanted,
        @Nullable String remedy) {
    /** Whether it will do. */
    public enum Status {
        /** As it should be. */
        OK,
        /** Runs, but not as well or not as punctually as it could. */
        WARN,
        /** Does not run. */
        FAIL
    }

    static Check ok(String name, String found, String wanted) {
        return new Check(name, Status.OK, found, wanted, null);
    }

    static Check warn(String name, String found, String wanted, String remedy) {
        return new Check(name, Status.WARN, found, wanted, remedy);
    }

    static Check fail(String name, String found, String wanted, String remedy) {
        return new Check(name, Status.FAIL, found, wanted, remedy);
    }

    static Check okOrWarn(boolean good, String name, String found, String wanted, String remedy) {
        return good ? ok(name, found, wanted) : warn(name, found, wanted, remedy);
    }

    /** Whether something will not run. */
    public static boolean anyFailed(List<Check> checks) {
        return checks.stream().anyMatch(c -> c.status == Status.FAIL);
    }

    /** Its JSON object. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("status", word());
        row.put("found", found);
        row.put("wanted", wanted);
        row.put("remedy", remedy);
        return row;
    }

    /** Its line for people. */
    public String line() {
        String line = String.format(Locale.ROOT, "%-4s  %-22s %s", word(), name, found);
        return remedy == null ? line : line + " (wanted: " + wanted + "): " + remedy;
    }

    private String word() {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
