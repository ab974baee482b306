package org.sanderling.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.runtime.session.LiveRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: a deployment on its clock. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a deployment on its clock, until it is told to end: SIGTERM brings it to a STOP.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    Output output;

    @Parameters(paramLabel = "DEPLOYMENT", description = "deployment file, as in config/deployments/")
    Path deployment;

    @Option(names = "--duration", paramLabel = "S", description = "end after this many seconds")
    double durationS;

    @Option(names = "--record", paramLabel = "FILE", description = "record the run there (MCAP)")
    @Nullable
    Path record;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "set one value of the deployment")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        LiveSetup.preload();
        Map<String, String> set = new LinkedHashMap<>(overrides);
        Path file = record;
        if (file != null) {
            set.put("record.file", file.toAbsolutePath().toString());
        }
        Deployment d = DeploymentReader.read(deployment, set);
        return live(output, d, durationS, (run, figures) -> List.of());
    }

    /** What to do with a finished run before its figures are printed. */
    interface Afterwards {
        List<String> of(LiveRun run, Map<String, Object> figures);
    }

    /** Runs a deployment and prints its figures. */
    static int live(Output output, Deployment d, double durationS, Afterwards afterwards) throws InterruptedException {
        Path file = d.record().file();
        if (file != null) {
            LiveSetup.writable(file);
        }
        LiveLine line = new LiveLine(output.spec.commandLine().getErr(), d.rateHz());
        try (LiveSetup setup = LiveSetup.open(d)) {
            LiveRun run = new LiveRun(
                    d,
                    setup.manifest(),
                    setup.model(),
                    setup.decoder(),
                    setup.transports(d),
                    setup.session(d),
                    Math.round(durationS * d.rateHz()),
                    line);
            try (Termination _ = new Termination(run::stop)) {
                run.run();
                line.end();
                Map<String, Object> object = output.envelope();
                Map<String, Object> figures =
                        RunFigures.of(run, setup, d.effective().hash());
                figures.put("recording", file == null ? null : file.toString());
                List<String> more = afterwards.of(run, figures);
                object.putAll(figures);
                output.print(object, RunFigures.plain(figures, more));
                String failure = run.failure();
                if (failure != null) {
                    output.say("sanderling: " + failure);
                    return ExitCodes.BAD_INPUT;
                }
                return ExitCodes.DONE;
            }
        }
    }
}
