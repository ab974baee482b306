package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.report.Report;
import org.sanderling.gateway.mqtt.LocalBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the recorded real drive through the planner in real time. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Drive the recorded real drive through the planner in real time: checked decisions over MQTT, a"
                + " recording of all, and report.html.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    Output output;

    @Option(names = "--seconds", paramLabel = "S", description = "how long (default: ${DEFAULT-VALUE})")
    double seconds = 40;

    @Option(names = "--broker", paramLabel = "URI", description = "an MQTT broker to use; else one is started here")
    @Nullable
    String broker;

    @Option(names = "--out", paramLabel = "DIR", description = "where all is written (default: out/demo)")
    @Nullable
    Path out;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "set one value of the deployment")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        LiveSetup.preload();
        Path home = ProjectHome.directory();
        Path chosen = out;
        Path folder = (chosen == null ? home.resolve("out/demo") : chosen).toAbsolutePath();
        Path recording = folder.resolve("recording.mcap");
        LiveSetup.writable(recording);
        String uri = broker;
        if (uri != null) {
            return demo(home, folder, recording, uri);
        }
        try (LocalBroker local = LocalBroker.start(0)) {
            return demo(home, folder, recording, local.uri());
        }
    }

    private int demo(Path home, Path folder, Path recording, String uri) throws InterruptedException {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("record.file", recording.toString());
        set.put("outputs.mqtt.uri", uri);
        set.putAll(overrides);
        Deployment d = DeploymentReader.read(home.resolve("config/deployments/demo.yaml"), set);
        output.say("demo: " + seconds + " s of the recorded drive; decisions on " + uri + ", topic "
                + d.outputs().mqtt().topic());
        return RunCommand.live(output, d, seconds, (run, figures) -> {
            Path report = folder.resolve("report.html");
            Report.write(recording, ManifestReader.read(d.planner().model()), d, report);
            figures.put("report", report.toString());
            List<String> more = new ArrayList<>();
            more.add(String.format("%-12s%s", "report", report));
            more.add(String.format("%-12s%s", "recording", recording));
            return more;
        });
    }
}
