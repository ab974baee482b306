package org.sanderling.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.evaluation.importers.DonkeycarImport;
import org.sanderling.evaluation.importers.ImportException;
import org.sanderling.evaluation.importers.ImportResult;
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
        subcommands = {ImportCommand.Donkeycar.class})
final class ImportCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a format: donkeycar");
    }

    @Command(
            name = "donkeycar",
            mixinStandardHelpOptions = true,
            description = "A Donkeycar drive: a folder with catalog.jsonl, or a version 2 tub.")
    static final class Donkeycar implements Callable<Integer> {
        @Mixin
        Output output;

        @Parameters(paramLabel = "SRC", description = "folder of the drive")
        Path source;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE.mcap",
                required = true,
                description = "the recording to write; replaced when whole")
        Path target;

        @Override
        public Integer call() {
            ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "frames");
            ImportResult result;
            try {
                result = DonkeycarImport.run(source, target, progress::at);
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
}
