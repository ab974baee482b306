package org.sanderling.recording.messages;

/** What definitions allow; for the messages' constructors. */
public final class Bounds {
    private Bounds() {}

    public static void range(long value, long least, long most, String field) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + ": " + value + " is not in [" + least + ", " + most + "]");
        }
    }

    public static void exactly(int count, int wanted, String field) {
        if (count != wanted) {
            throw new IllegalArgumentException(field + ": " + count + " values, not " + wanted);
        }
    }

    public static void atMost(int count, int most, String field) {
        if (count > most) {
            throw new IllegalArgumentException(field + ": " + count + " values, more than " + most);
        }
    }

    /** @param most bytes of UTF-8 */
    public static void text(String value, int most, String field) {
        if (value.length() > most || 3L * value.length() > most && utf8(value) > most) {
            throw new IllegalArgumentException(field + ": more than " + most + " bytes of text");
        }
    }

    /** @param most UTF-16 units */
    public static void wideText(String value, int most, String field) {
        if (value.length() > most) {
            throw new IllegalArgumentException(field + ": more than " + most + " characters");
        }
    }

    public static void text(Iterable<String> values, int most, String field) {
        values.forEach(v -> text(v, most, field));
    }

    public static void wideText(Iterable<String> values, int most, String field) {
        values.forEach(v -> wideText(v, most, field));
    }

    private static int utf8(String value) {
        return value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
