package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The launcher's help is written by hand, so that it needs no JVM: these hold it to the commands there are. */
final class HelpTest {
    @Test
    void launchersHelpShouldNameEveryCommand() throws IOException {
        assertThat(inHelp()).containsAll(registered());
    }

    @Test
    void everyCommandInTheLaunchersHelpShouldExist() throws IOException {
        assumeThat(registered()).as("commands are registered").isNotEmpty();
        Set<String> ofTheLauncherAlone = Set.of("test");

        Set<String> named = inHelp();
        named.removeAll(ofTheLauncherAlone);

        assertThat(named).isEqualTo(registered());
    }

    @Test
    void unknownCommandShouldExitWithTwoAndOneLine() {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err));

        assertThat(line.execute("frobnicate")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(err.toString()).hasLineCount(1).contains("frobnicate");
    }

    private static Set<String> registered() {
        Set<String> names = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
        names.remove("help");
        return names;
    }

    private static Set<String> inHelp() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("sanderling.home"), "sanderling")
                                .toString(),
                        "--help")
                .redirectErrorStream(true)
                .start();
        String help = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return Pattern.compile("^  ([a-z]+) +\\S", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
