package org.sanderling.evaluation.twoways;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of many episodes.
 *
 * @param episodes how many
 * @param collisionRate share that touches the obstacle or leaves the path, or has no plan
 * @param obstacleRate share that touches the obstacle
 * @param kerbRate share that leaves the path
 * @param failed share without a plan
 * @param leftShare share of the decisions for the left
 * @param agreement share of the plans that pass on the side that their decision names
 * @param meanForwards forwards a plan
 * @param maxForwards most of one plan
 * @param meanDeviationM mean of {@link TwoWaysTrial#deviationM} over the plans, m
 */
public record TwoWaysResult(
        int episodes,
        double collisionRate,
        double obstacleRate,
        double kerbRate,
        double failed,
        double leftShare,
        double agreement,
        double meanForwards,
        int maxForwards,
        double meanDeviationM) {
    /** Adds up. */
    public static TwoWaysResult of(List<TwoWaysTrial> trials) {
        List<TwoWaysTrial> planned =
                trials.stream().filter(t -> t.decided() != null).toList();
        return new TwoWaysResult(
                trials.size(),
                share(trials.stream().filter(TwoWaysTrial::failed).count(), trials),
                share(
                        planned.stream()
                                .filter(t -> !(t.passage().obstacleM() > 0))
                                .count(),
                        trials),
                share(planned.stream().filter(t -> !(t.passage().kerbM() >= 0)).count(), trials),
                share(trials.size() - planned.size(), trials),
                share(planned.stream().filter(t -> t.decided() == Side.LEFT).count(), planned),
                share(
                        planned.stream()
                                .filter(t -> t.decided() == t.passage().side())
                                .count(),
                        planned),
                trials.stream().mapToInt(TwoWaysTrial::forwards).average().orElse(Double.NaN),
                trials.stream().mapToInt(TwoWaysTrial::forwards).max().orElse(0),
                planned.stream().mapToDouble(TwoWaysTrial::deviationM).average().orElse(Double.NaN));
    }

    private static double share(long count, List<?> of) {
        return of.isEmpty() ? Double.NaN : (double) count / of.size();
    }

    /** For {@code --json}. */
    public Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("episodes", episodes);
        o.put("collisionRate", collisionRate);
        o.put("obstacleRate", obstacleRate);
        o.put("kerbRate", kerbRate);
        o.put("failedRate", failed);
        o.put("leftShare", leftShare);
        o.put("sideAgreement", agreement);
        o.put("forwards", Map.of("mean", meanForwards, "max", maxForwards));
        o.put("meanDeviationM", meanDeviationM);
        return o;
    }
}
