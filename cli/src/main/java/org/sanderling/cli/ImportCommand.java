package org.sanderling.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.evaluation.importers.DonkeycarImport;
import org.sanderling.evaluation.importers.ImportException;
import org.sanderling.evaluation.importers.ImportResult;
import org.sanderling.evaluation.importers.Progress;
import org.sanderling.evaluation.importers.Rosbag2Import;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import FORMAT SRC -o FILE.mcap}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Makes a recording from another format.",
        subcommands = {ImportCommand.Donkeycar.class, ImportCommand.Rosbag2.class})
final class ImportCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a format: donkeycar or rosbag2");
    }

    @Command(
            name = "donkeycar",
            mixinStandardHelpOptions = true,
            description = "A Donkeycar drive: a folder with catalog.jsonl, or a version 2 tub.")
    static final class Donkeycar extends Import {
        Donkeycar() {
            super("frames", DonkeycarImport::run);
        }
    }

    @Command(
            name = "rosbag2",
            mixinStandardHelpOptions = true,
            description = "A rosbag2 bag in MCAP or SQLite storage: its folder, or one of its files.")
    static final class Rosbag2 extends Import {
        Rosbag2() {
            super("bytes", Rosbag2Import::run);
        }
    }

    /** What all formats have in common. */
    abstract static class Import implements Callable<Integer> {
        private final String counted;
        private final Importer importer;

        @Mixin
        Output output;

        @Parameters(paramLabel = "SRC", description = "folder or file to import")
        Path source;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE.mcap",
                required = true,
                description = "the recording to write; replaced when whole")
        Path target;

        Import(String counted, Importer importer) {
            this.counted = counted;
            this.importer = importer;
        }

        @Override
        public Integer call() {
            ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), counted);
            ImportResult result;
            try {
                result = importer.run(source, target, progress::at);
            } catch (ImportException e) {
                throw new ExitCodes.BadInput(e.getMessage());
            } finally {
                progress.end();
            }
            Map<String, Object> o = output.envelope();
            o.put("messages", result.messages());
            o.put("channels", result.channels());
            o.put("durationS", result.durationS());
            o.put("skipped", result.skipped());
            output.print(
                    o,
                    String.format(
                            Locale.ROOT,
                            "%s: %d messages on %d channels, %.2f s; skipped %s",
                            target,
                            result.messages(),
                            result.channels(),
                            result.durationS(),
                            result.skipped().isEmpty() ? "none" : result.skipped()));
            return ExitCodes.DONE;
        }
    }

    /** One of the importers. */
    @FunctionalInterface
    interface Importer {
        ImportResult run(Path source, Path target, Progress progress);
    }
}
