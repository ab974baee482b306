package org.sanderling.evaluation.report;

import java.util.Locale;

/** Text and numbers as they may stand in a page. What comes from a recording goes through {@link #text}. */
final class Html {
    private static final int LONGEST = 200;

    private Html() {}

    /** Escaped for elements and quoted attributes, without control characters, cut after {@value #LONGEST}. */
    static String text(String raw) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length() && i < LONGEST; i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(visible(c) ? c : '\uFFFD');
            }
        }
        return out.append(raw.length() > LONGEST ? "…" : "").toString();
    }

    /** False also for what turns the direction of writing or ends a line. */
    private static boolean visible(char c) {
        int type = Character.getType(c);
        return !(Character.isISOControl(c)
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR);
    }

    /** A JSON string that may stand within a script element. */
    static String json(String raw) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F && "\"\\<>&'".indexOf(c) < 0;
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return out.append('"').toString();
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    static String count(long n) {
        return format("%,d", n).replace(',', '\u2009');
    }

    static String ms(long ns) {
        double ms = ns / 1e6;
        return format(ms < 10 ? "%.2f" : ms < 1_000 ? "%.1f" : "%.0f", ms);
    }

    /** A section with its heading and a line that says what is seen. */
    static String section(String id, String title, String caption, String body) {
        return "<section id=\"" + id + "\"><h2>" + title + "</h2><p class=caption>" + caption + "</p>" + body
                + "</section>\n";
    }
}
