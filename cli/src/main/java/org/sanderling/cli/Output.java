package org.sanderling.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Mixed into each subcommand ({@code @Mixin}): {@code --json} prints exactly one object on standard output, everything else goes to standard error.
 */
final class Output {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--json", description = "one JSON object on standard output")
    boolean json;

    private final long startNs = System.nanoTime();

    /** A JSON object with the keys that every command has; add the command's own. */
    Map<String, Object> envelope() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("command", spec.qualifiedName(" ").replaceFirst("^sanderling ", ""));
        o.putAll(Machine.describe());
        o.put("elapsedS", (System.nanoTime() - startNs) / 1e9);
        return o;
    }

    /** Prints the object with {@code --json}, else the plain text. */
    void print(Map<String, Object> object, String plain) {
        Spool text = new Spool();
        text.text().append(plain).append(System.lineSeparator());
        print(object, text);
    }

    /** Prints the object with {@code --json}, else the plain text, both as they were spooled. */
    void print(Map<String, Object> object, Spool plain) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (json) {
                Json.write(object, out);
                out.println();
            } else {
                plain.copyTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** A line of progress or remark, on standard error. */
    void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
