package org.sanderling.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.session.LiveRun;
import org.sanderling.runtime.telemetry.RunStatistics;
import org.sanderling.runtime.transport.TransportPump;

/** A run's figures under the keys of docs/cli.md. What was not measured is null. */
final class RunFigures {
    private RunFigures() {}

    /** The keys that a live run and a replay share. */
    static Map<String, Object> of(RunStatistics s) {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("ticks", s.ticks);
        o.put("decisions", s.ticks);
        o.put("late", s.late);
        o.put("unchecked", s.unchecked);
        Map<String, Object> rungs = new LinkedHashMap<>();
        for (Rung r : Rung.values()) {
            rungs.put(r.name().toLowerCase(java.util.Locale.ROOT), s.rungs[r.ordinal()]);
        }
        o.put("rungs", rungs);
        Map<String, Object> reasons = new LinkedHashMap<>();
        for (Reason r : Reason.values()) {
            reasons.put(r.name(), s.reasons[r.ordinal()]);
        }
        o.put("reasons", reasons);
        o.put("latencyMs", quantiles(s.latencyNs, 1e6, true));
        o.put("tickMs", quantiles(s.tickNs, 1e6, true));
        Map<String, Object> forwards = new LinkedHashMap<>();
        boolean any = s.forwards.getTotalCount() > 0;
        forwards.put("mean", any ? s.forwards.getMean() : null);
        forwards.put("max", any ? s.forwards.getMaxValue() : null);
        o.put("forwards", forwards);
        return o;
    }

    /** All keys of {@code run}. */
    static Map<String, Object> of(LiveRun run, LiveSetup setup, String configHash) {
        RunStatistics s = run.statistics();
        Map<String, Object> o = of(s);
        o.put("overheadUs", quantiles(s.overheadNs, 1e3, false));
        o.put("allocatedBytesPerTick", s.ticks == 0 ? null : (double) run.loopBytes() / s.ticks);
        o.put("processBytesPerTick", s.ticks == 0 ? null : (double) run.processBytes() / s.ticks);
        o.put("missedTicks", run.missedTicks());
        o.put("recorderLost", run.lost());
        o.put("scheduling", run.scheduling());
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("camera", counts(run.images()));
        inputs.put("ego", counts(run.actions()));
        o.put("inputs", inputs);
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("ros2", Map.of("handed", 0, "wire", 0, "undelivered", 0));
        published.put("mqtt", Map.of("handed", 0, "wire", 0, "undelivered", 0));
        for (TransportPump p : run.transports()) {
            published.put(p.name(), Map.of("handed", p.handed(), "wire", p.wire(), "undelivered", p.undelivered()));
        }
        o.put("published", published);
        o.put("configHash", configHash);
        o.put("modelHash", setup.manifest().modelHash());
        o.put("engine", setup.engine().name());
        o.put("firstFreshMs", s.firstFreshNs == 0 ? null : (s.firstFreshNs - processStartNs()) / 1e6);
        return o;
    }

    /** When the launcher, or else the process, was started; wall-clock ns. */
    private static long processStartNs() {
        Long launcherUs = Long.getLong("sanderling.startEpochUs");
        if (launcherUs != null) {
            return launcherUs * 1_000;
        }
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(t -> t.getEpochSecond() * 1_000_000_000L + t.getNano())
                .orElse(0L);
    }

    private static Map<String, Object> counts(InputCounters c) {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("received", c.received.get());
        o.put("stale", c.stale.get());
        o.put("dropped", c.dropped.get());
        o.put("nonFinite", c.nonFinite.get());
        o.put("outOfOrder", c.outOfOrder.get());
        o.put("corrupt", c.corrupt.get());
        o.put("wrongSize", c.wrongSize.get());
        o.put("repeated", c.repeated.get());
        return o;
    }

    private static Map<String, Object> quantiles(Histogram h, double unitNs, boolean p90) {
        Map<String, Object> o = new LinkedHashMap<>();
        boolean any = h.getTotalCount() > 0;
        for (double q : p90 ? new double[] {50, 90, 99, 99.9} : new double[] {50, 99, 99.9}) {
            String name = "p" + (q == 99.9 ? "999" : Integer.toString((int) q));
            o.put(name, any ? h.getValueAtPercentile(q) / unitNs : null);
        }
        o.put("max", any ? h.getMaxValue() / unitNs : null);
        return o;
    }

    /** The figures as a person reads them. */
    static String plain(Map<String, Object> o, List<String> more) {
        Map<?, ?> rungs = (Map<?, ?>) o.get("rungs");
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-12s%s ticks, %s late%n", "decisions", o.get("ticks"), o.get("late")));
        text.append(String.format(
                "%-12sFRESH %s, TAIL %s, STOP %s, SILENT %s%n",
                "rungs", rungs.get("fresh"), rungs.get("tail"), rungs.get("stop"), rungs.get("silent")));
        text.append(line("latency", "ms", o.get("latencyMs"), "stamp to the write's return"));
        text.append(line("overhead", "us", o.get("overheadUs"), "tick without the forwards"));
        Object allocated = o.get("allocatedBytesPerTick");
        if (allocated != null) {
            text.append(String.format("%-12s%.1f B a tick on pacer, planner, control%n", "allocated", allocated));
        }
        Map<?, ?> forwards = (Map<?, ?>) o.get("forwards");
        if (forwards.get("mean") != null) {
            text.append(String.format(
                    "%-12s%.2f a plan, at most %s%n", "forwards", forwards.get("mean"), forwards.get("max")));
        }
        more.forEach(l -> text.append(l).append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }

    private static String line(String name, String unit, Object quantiles, String what) {
        if (!(quantiles instanceof Map<?, ?> q) || q.get("p50") == null) {
            return "";
        }
        return String.format(
                "%-12sp50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f %s (%s)%n",
                name, q.get("p50"), q.get("p99"), q.get("p999"), q.get("max"), unit, what);
    }
}
