package org.sanderling.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command run in this process, and what it left. */
record Invocation(int exit, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Invocation of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(args);
        return new Invocation(exit, out.toString(), err.toString());
    }

    JsonNode json() {
        return JSON.readTree(out);
    }
}
