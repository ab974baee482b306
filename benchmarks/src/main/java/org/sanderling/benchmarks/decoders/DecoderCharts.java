package org.sanderling.benchmarks.decoders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanderling.benchmarks.plot.Drawing;
import org.sanderling.benchmarks.plot.LinePanel;

/** Draws trade-offs: a panel for each task, a line for each rule, ours thick, the floor dashed. */
public final class DecoderCharts {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 220;
    private static final int OURS = 0xD62728;
    private static final int FLOOR = 0x000000;
    private static final int[] COLOURS = {
        0x1F77B4, 0xFF7F0E, 0x2CA02C, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF, 0x393B79, 0x637939,
        0x8C6D31, 0x843C39, 0x7B4173, 0x3182BD
    };

    private DecoderCharts() {}

    /** Writes {@code decoders.svg} and {@code decoders.png}. */
    public static void write(Path folder, List<TradeOff> all) throws IOException {
        List<String> tasks = all.stream().map(TradeOff::task).distinct().toList();
        List<String> rules = all.stream().map(TradeOff::rule).distinct().toList();
        int rows = Math.ceilDiv(tasks.size(), COLUMNS);
        int legend = 20 + 16 * Math.ceilDiv(rules.size() + 1, 6);
        Drawing d = new Drawing(COLUMNS * WIDTH, rows * HEIGHT + legend);
        for (int i = 0; i < tasks.size(); i++) {
            String task = tasks.get(i);
            boolean byTime = task.equals(RecordedDrive.BY_DEADLINE);
            LinePanel.draw(
                    d,
                    i % COLUMNS * WIDTH,
                    i / COLUMNS * HEIGHT,
                    WIDTH,
                    HEIGHT,
                    task + ": " + unit(task),
                    byTime ? "deadline, ms" : "mean forwards",
                    lines(all, rules, task, byTime));
        }
        legend(d, rules, rows * HEIGHT + 18);
        d.write(folder, "decoders");
    }

    private static String unit(String task) {
        return task.startsWith("recorded") ? "steering MAE" : task.equals(TwoWays.TASK) ? "collisions" : "wrong";
    }

    private static List<LinePanel.Line> lines(List<TradeOff> all, List<String> rules, String task, boolean byTime) {
        List<LinePanel.Line> lines = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            for (String rule : rules) {
                boolean ours = rule.equals("anytime");
                List<TradeOff> points = all.stream()
                        .filter(t -> t.task().equals(task) && t.rule().equals(rule))
                        .toList();
                if (!points.isEmpty() && ours == (pass == 1)) {
                    lines.add(new LinePanel.Line(
                            rule,
                            points.stream()
                                    .mapToDouble(t -> byTime ? t.budget() : t.forwards())
                                    .toArray(),
                            points.stream().mapToDouble(TradeOff::error).toArray(),
                            colour(rules, rule),
                            ours ? 2.4 : 1,
                            false));
                }
            }
        }
        Map<Double, Double> floor = new TreeMap<>();
        all.stream()
                .filter(t -> t.task().equals(task) && t.floor() != null)
                .forEach(t -> floor.put(t.budget(), t.floor()));
        if (!floor.isEmpty()) {
            lines.add(new LinePanel.Line(
                    "floor",
                    floor.keySet().stream().mapToDouble(x -> x).toArray(),
                    floor.values().stream().mapToDouble(y -> y).toArray(),
                    FLOOR,
                    1.2,
                    true));
        }
        return lines;
    }

    private static int colour(List<String> rules, String rule) {
        return rule.equals("anytime") ? OURS : COLOURS[rules.indexOf(rule) % COLOURS.length];
    }

    private static void legend(Drawing d, List<String> rules, double top) {
        List<String> names = new ArrayList<>(rules);
        names.add("floor");
        for (int i = 0; i < names.size(); i++) {
            double x = 16 + i % 6 * 148;
            double y = top + i / 6 * 16;
            String name = names.get(i);
            boolean floor = name.equals("floor");
            int rgb = floor ? FLOOR : colour(rules, name);
            d.line(new double[] {x, x + 18}, new double[] {y - 4, y - 4}, rgb, floor ? 1.2 : 2.4, floor);
            String text = floor ? "floor (nothing taken back)" : name;
            d.text(x + 23, y, text, 10, 0x333333, Drawing.Anchor.START, false);
        }
    }
}
