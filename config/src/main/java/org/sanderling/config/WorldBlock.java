package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ModelManifest.World;

/** Block {@code world}: how a world model's graphs are used. */
final class WorldBlock {
    private static final int MAX_ACTIONS = 64;

    private WorldBlock() {}

    static World read(Block block) {
        block.only("source", "sigma", "sampler", "mode", "temperature", "steps", "actions", "monitor");
        List<World.Action> actions = new ArrayList<>();
        for (Block action : block.blocks("actions", 1, MAX_ACTIONS)) {
            action.only("name", "unit", "min", "max");
            double min = action.number("min", -1e6, 1e6);
            double max = action.number("max", -1e6, 1e6);
            if (!(min < max)) {
                throw action.error("max", max + " is not above min, " + min);
            }
            actions.add(new World.Action(action.text("name", ValueTypes.NAME), action.text("unit"), min, max));
        }
        return new World(
                block.choice("source", "warm", "noise"),
                block.number("sigma", 0, 100),
                block.choice("sampler", "euler", "heun", "consistency"),
                block.choice("mode", "point", "sample"),
                block.number("temperature", 0, 10),
                block.whole("steps", 1, 1000),
                actions,
                block.has("monitor") ? monitor(block.block("monitor")) : null);
    }

    private static World.Monitor monitor(Block block) {
        block.only("calibration", "trustPercentile", "alarmPercentile");
        List<Double> calibration = block.numbers("calibration", 2, 10_001);
        for (int i = 1; i < calibration.size(); i++) {
            if (calibration.get(i) < calibration.get(i - 1)) {
                throw block.error("calibration", "falls at item " + i + "; give quantiles, ascending");
            }
        }
        double trust = block.number("trustPercentile", 0, 100);
        double alarm = block.number("alarmPercentile", 0, 100);
        if (alarm < trust) {
            throw block.error("alarmPercentile", alarm + " is below trustPercentile, " + trust);
        }
        return new World.Monitor(calibration, trust, alarm);
    }
}
