package org.sanderling.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.sanderling.runtime.engine.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code engine}: what can run neural networks here. */
@Command(
        name = "engine",
        description = "Neural-network engines of this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {EngineCommand.ListCommand.class},
        synopsisSubcommandLabel = "list")
final class EngineCommand {
    /** {@code engine list}: every engine, and why one cannot run. Exit 0 whatever it finds. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Which engines can run here, and why not.")
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() {
            List<Map<String, Object>> engines = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            for (Engine engine : ServiceLoader.load(Engine.class)) {
                String reason = engine.unavailable();
                String version = engine.version();
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", engine.name());
                row.put("available", reason == null);
                row.put("reason", reason);
                row.put("version", version);
                engines.add(row);
                plain.append(plain.isEmpty() ? "" : System.lineSeparator())
                        .append(engine.name())
                        .append(version == null ? "" : " " + version)
                        .append(reason == null ? ": available" : ": not available; " + reason);
            }
            Map<String, Object> object = output.envelope();
            object.put("engines", engines);
            output.print(object, plain.toString());
            return ExitCodes.DONE;
        }
    }
}
