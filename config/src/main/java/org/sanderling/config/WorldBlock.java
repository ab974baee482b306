package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ModelManifest.World;

/** Block {@code world}: how a world model's graphs are used. */
final class WorldBlock {
    private static final int MAX_ACTIONS = 64;

    /** Error, stillness and unknown detail. */
    private static final int FEATURES = 3;

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
        block.only("medians", "spreads", "scores", "trustPercentile", "alarmScore");
        List<Double> spreads = block.numbers("spreads", FEATURES, FEATURES);
        if (spreads.stream().anyMatch(s -> s <= 0)) {
            throw block.error("spreads", spreads + " are not all above 0");
        }
        List<Double> scores = block.numbers("scores", 2, 10_001);
        for (int i = 1; i < scores.size(); i++) {
            if (scores.get(i) < scores.get(i - 1)) {
                throw block.error("scores", "falls at item " + i + "; give quantiles, ascending");
            }
        }
        double alarm = block.number("alarmScore", 0, 1e6);
        if (alarm <= scores.getLast()) {
            throw block.error("alarmScore", alarm + " is not above the largest of scores, " + scores.getLast());
        }
        return new World.Monitor(
                block.numbers("medians", FEATURES, FEATURES),
                spreads,
                scores,
                block.number("trustPercentile", 0, 100),
                alarm);
    }
}
