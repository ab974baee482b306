package org.sanderling.gateway.json;

import java.time.LocalDate;

/** Wall-clock nanoseconds as people and programs read them. Any thread. */
public final class WallTime {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long S_PER_DAY = 86_400L;

    private WallTime() {}

    /** ISO 8601 in UTC with all nine decimals: {@code 2020-09-13T12:26:40.050000000Z}. */
    public static String iso(long wallNs) {
        long seconds = Math.floorDiv(wallNs, NS_PER_S);
        int ofDay = Math.floorMod(seconds, (int) S_PER_DAY);
        StringBuilder text = new StringBuilder(30);
        text.append(LocalDate.ofEpochDay(Math.floorDiv(seconds, S_PER_DAY)));
        digits(text.append('T'), ofDay / 3600, 2);
        digits(text.append(':'), ofDay / 60 % 60, 2);
        digits(text.append(':'), ofDay % 60, 2);
        digits(text.append('.'), Math.floorMod(wallNs, NS_PER_S), 9);
        return text.append('Z').toString();
    }

    private static void digits(StringBuilder text, long value, int width) {
        String plain = Long.toString(value);
        text.repeat('0', width - plain.length()).append(plain);
    }
}
