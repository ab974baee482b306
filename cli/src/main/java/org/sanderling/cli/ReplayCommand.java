package org.sanderling.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.runtime.record.SessionInfo;
import org.sanderling.runtime.replay.Divergence;
import org.sanderling.runtime.replay.Replay;
import org.sanderling.runtime.replay.ReplayResult;
import org.sanderling.runtime.trace.TickRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: the same loop on the recorded clock. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Compute every decision of a recording again; --verify exits 1 where one is not the same.")
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    Output output;

    @Parameters(paramLabel = "BAG", description = "the recording of a run")
    Path bag;

    @Option(names = "--deployment", paramLabel = "D", description = "decide by this deployment, not the recorded one")
    @Nullable
    Path deployment;

    @Option(names = "--verify", description = "exit 1 at any difference")
    boolean verify;

    @Option(names = "--speed", paramLabel = "X|max", description = "times real time (default: ${DEFAULT-VALUE})")
    String speed = "max";

    @Override
    public Integer call() {
        SessionInfo session = Replay.session(bag);
        Path other = deployment;
        Deployment d = other == null
                ? DeploymentReader.parse(session.deploymentYaml(), Path.of(bag + "!deployment.yaml"), Map.of())
                : DeploymentReader.read(other, Map.of());
        try (LiveSetup setup = LiveSetup.open(d)) {
            Replay replay =
                    new Replay(bag, d, setup.manifest(), setup.model(), setup.decoder(), session.epoch(), pace(speed));
            ReplayResult result = replay.run();
            Divergence first = result.first();
            Divergence identity = identity(session, d, setup, other != null);
            return report(result, identity != null ? identity : first);
        }
    }

    /** A model or decoder that is not the recorded one is a difference before the first tick. */
    private static @Nullable Divergence identity(
            SessionInfo session, Deployment d, LiveSetup setup, boolean otherDeployment) {
        Map<String, String[]> pairs = new LinkedHashMap<>();
        pairs.put("decoderVersion", new String[] {session.decoderVersion(), SessionInfo.DECODER_VERSION});
        pairs.put(
                "modelHash", new String[] {session.modelHash(), setup.manifest().modelHash()});
        if (!otherDeployment) {
            pairs.put(
                    "configHash",
                    new String[] {session.configHash(), d.effective().hash()});
        }
        for (Map.Entry<String, String[]> e : pairs.entrySet()) {
            if (!e.getValue()[0].equals(e.getValue()[1])) {
                return new Divergence(-1, e.getKey(), e.getValue()[0], e.getValue()[1]);
            }
        }
        return null;
    }

    private int report(ReplayResult result, @Nullable Divergence first) {
        Map<String, Object> object = output.envelope();
        Map<String, Object> figures = RunFigures.of(result.statistics());
        object.putAll(figures);
        boolean same = first == null && result.divergent() == 0;
        object.put("verified", verify && same);
        object.put("identical", result.identical());
        object.put("divergent", result.divergent());
        Map<String, Object> difference = new LinkedHashMap<>();
        if (first != null) {
            difference.put("tick", first.tick());
            difference.put("field", first.field());
            difference.put("recorded", first.recorded());
            difference.put("replayed", first.replayed());
        }
        object.put("firstDivergence", first == null ? null : difference);
        object.put(
                "truncatedAt",
                result.truncatedAt().isPresent() ? result.truncatedAt().getAsLong() : null);
        String verdict = same
                ? "identical   all " + result.identical() + " decisions, bit for bit"
                : "divergent   " + result.divergent() + " of " + (result.identical() + result.divergent())
                        + " decisions; first " + first;
        output.print(object, RunFigures.plain(figures, List.of(verdict)));
        return verify && !same ? ExitCodes.CHECK_FAILED : ExitCodes.DONE;
    }

    private static Consumer<TickRecord> pace(String speed) {
        if (speed.equals("max")) {
            return r -> {};
        }
        double times = parse(speed);
        long[] start = new long[2];
        return r -> {
            if (start[0] == 0) {
                start[0] = r.handedMonoNs;
                start[1] = System.nanoTime();
            }
            long due = start[1] + Math.round((r.handedMonoNs - start[0]) / times);
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
        };
    }

    private static double parse(String speed) {
        try {
            double times = Double.parseDouble(speed);
            if (times > 0 && times <= 1000) {
                return times;
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number out of range
        }
        throw new ExitCodes.BadInput("--speed " + speed + ": allowed: max, or a number above 0 and up to 1000");
    }
}
