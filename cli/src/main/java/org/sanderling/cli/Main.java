package org.sanderling.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The composition root: one subcommand a job. */
@Command(
        name = "sanderling",
        mixinStandardHelpOptions = true,
        version = "sanderling 0.1.0-SNAPSHOT",
        description = "Checked decisions before their deadline, every tick, and a recording that tells why.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ReplayCommand.class,
            EvaluateCommand.class,
            ImportCommand.class,
            RecordingCommand.class,
            TokenizeCommand.class,
            ModelCommand.class,
            EngineCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, args) -> ExitCodes.usage(e))
                .setUsageHelpAutoWidth(true);
    }
}
