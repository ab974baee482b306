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
            ImagineCommand.class,
            ImportCommand.class,
            RecordingCommand.class,
            TokenizeCommand.class,
            ModelCommand.class,
            EngineCommand.class,
            RosCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /**
     * With the one subcommand that is called for, where there is such a one: to read all their options takes longer than to
     * start the loop.
     */
    private static CommandLine commandLine(String[] args) {
        for (Class<?> command : Main.class.getAnnotation(Command.class).subcommands()) {
            if (args.length > 0 && command.getAnnotation(Command.class).name().equals(args[0])) {
                CommandLine root = new CommandLine(new Alone()).addSubcommand(args[0], command);
                root.setCommandName("sanderling");
                return configured(root);
            }
        }
        return commandLine();
    }

    static CommandLine commandLine() {
        return configured(new CommandLine(new Main()));
    }

    /** The root without its list of subcommands. */
    @Command(mixinStandardHelpOptions = true)
    private static final class Alone {}

    private static CommandLine configured(CommandLine root) {
        return root.setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, args) -> ExitCodes.usage(e))
                .setUsageHelpAutoWidth(true);
    }
}
