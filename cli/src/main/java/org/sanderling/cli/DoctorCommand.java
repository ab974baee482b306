package org.sanderling.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.cli.doctor.Check;
import org.sanderling.cli.doctor.DependencyChecks;
import org.sanderling.cli.doctor.DiskCheck;
import org.sanderling.cli.doctor.JavaChecks;
import org.sanderling.cli.doctor.KernelChecks;
import org.sanderling.cli.doctor.LimitChecks;
import org.sanderling.cli.doctor.SystemFiles;
import org.sanderling.cli.doctor.WakeUpJitter;
import org.sanderling.runtime.engine.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: is it real-time here, and what is missing? Exit 1 when a check fails; warnings leave it at 0. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Is it real-time here? What is missing, and how to get it.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--out", paramLabel = "DIR", description = "folder whose disk is tried (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("out", "doctor");

    @Option(
            names = "--jitter-seconds",
            paramLabel = "S",
            description = "how long wake-ups are measured, at 1 kHz; 0 for not at all (default: ${DEFAULT-VALUE})")
    private double jitterS = 2;

    @Override
    public Integer call() {
        if (!(jitterS >= 0 && jitterS <= 3600)) {
            throw new ExitCodes.BadInput("--jitter-seconds " + jitterS + ": from 0 to 3600");
        }
        SystemFiles files = new SystemFiles(Path.of("/"));
        List<Check> checks = new ArrayList<>();
        checks.addAll(JavaChecks.all());
        checks.addAll(KernelChecks.all(files));
        checks.addAll(LimitChecks.all(files));
        checks.addAll(DependencyChecks.all(ServiceLoader.load(Engine.class), System.getenv()::get));
        checks.add(DiskCheck.of(out));

        WakeUpJitter jitter = null;
        if (jitterS > 0) {
            output.say("measuring wake-ups for " + jitterS + " s");
            jitter = WakeUpJitter.measure(jitterS);
            checks.add(jitter.check());
        }
        Map<String, Object> object = output.envelope();
        object.put("checks", checks.stream().map(Check::row).toList());
        object.put("wakeUpJitterUs", row(jitter));
        output.print(object, plain(checks));
        return Check.anyFailed(checks) ? ExitCodes.CHECK_FAILED : ExitCodes.DONE;
    }

    private static Map<String, Object> row(@Nullable WakeUpJitter jitter) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("p50", jitter == null ? null : jitter.p50Us());
        row.put("p99", jitter == null ? null : jitter.p99Us());
        row.put("max", jitter == null ? null : jitter.maxUs());
        return row;
    }

    private static String plain(List<Check> checks) {
        return String.join(
                System.lineSeparator(), checks.stream().map(Check::line).toList());
    }
}
