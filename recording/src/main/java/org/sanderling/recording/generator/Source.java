package org.sanderling.recording.generator;

/** Lines of Java, indented. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean afterHead;

    void head(String name) {
        line("// Made by the build from the definition of %s: change that, not this.", name);
        line("package %s;", JavaNames.packageOf(name));
    }

    /** A line; one that a comment or annotation begins stands apart from what is before it. */
    void line(String format, Object... values) {
        boolean heads = format.startsWith("/**") || format.startsWith("@");
        if (heads && !afterHead && !atStart()) {
            text.append('\n');
        }
        afterHead = heads;
        text.repeat("    ", depth)
                .append(values.length == 0 ? format : String.format(format, values))
                .append('\n');
    }

    /** A line that ends in an opening brace. */
    void open(String format, Object... values) {
        if (!afterHead && !atStart()) {
            text.append('\n');
        }
        line(format, values);
        depth++;
    }

    void close() {
        depth--;
        line("}");
    }

    private boolean atStart() {
        return text.length() >= 2 && text.charAt(text.length() - 2) == '{';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
