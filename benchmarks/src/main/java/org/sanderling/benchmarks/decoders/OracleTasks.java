package org.sanderling.benchmarks.decoders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanderling.benchmarks.oracle.ListTask;
import org.sanderling.benchmarks.oracle.OracleTrial;

/** Every rule that needs no training on the list tasks, at every number of forwards. */
public final class OracleTasks {
    private OracleTasks() {}

    /** Decodes {@code instances} of each. */
    public static List<TradeOff> run(List<String> rules, int instances) {
        List<TradeOff> all = new ArrayList<>();
        for (ListTask task : ListTask.all()) {
            int slots = task.template().size();
            for (int budget = 1; budget <= slots; budget++) {
                double floor = task.leastError(budget);
                for (String rule : rules) {
                    OracleTrial t = OracleTrial.run(task, rule, budget, instances, Map.of());
                    all.add(new TradeOff(task.name(), rule, budget, t.forwards(), t.error(), floor));
                }
            }
        }
        return all;
    }
}
