package org.sanderling.evaluation.twoways;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Scenes side by side as an SVG: kerbs, obstacle, the robot at its start, and paths by name. Ahead is up, 1 m is 40 px.
 */
public final class ScenesDrawing {
    private static final double PX_PER_M = 40;
    private static final double NEAR_M = -0.8;
    private static final double FAR_M = 8.2;
    private static final double HALF_M = 2.5;
    private static final int GAP = 14;
    private static final int LEGEND = 34;

    private ScenesDrawing() {}

    /**
     * One path.
     *
     * @param yM lateral position at the plan's samples, m
     * @param style a class of {@link #STYLE}: {@code plan}, {@code apart}, {@code regression}, {@code expert}
     */
    public record Path(double[] yM, String style) {}

    /**
     * One scene with its paths.
     *
     * @param scene the scene
     * @param paths drawn in this order
     */
    public record Panel(TwoWaysScene scene, List<Path> paths) {
        public Panel {
            paths = List.copyOf(paths);
        }
    }

    private static final String STYLE = """
            <style>
            text { font: 13px sans-serif; fill: #333 }
            .ground { fill: #eceff1 } .path { fill: #fff } .obstacle { fill: #5d4037 } .robot { fill: #b0bec5 }
            polyline { fill: none; stroke-width: 2 }
            .expert { stroke: #b0bec5; stroke-width: 1.5 } .plan { stroke: #1565c0; stroke-width: 3 }
            .apart { stroke: #ef6c00; stroke-dasharray: 2 4 } .regression { stroke: #c62828; stroke-dasharray: 8 5 }
            </style>
            """;

    /**
     * The drawing.
     *
     * @param rateHz of the paths' samples
     */
    public static String svg(List<Panel> panels, double rateHz) {
        double width = 2 * HALF_M * PX_PER_M + GAP;
        double height = (FAR_M - NEAR_M) * PX_PER_M;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" font-size=\"13\">%n",
                panels.size() * width + GAP, height + LEGEND + GAP));
        svg.append(STYLE);
        for (int i = 0; i < panels.size(); i++) {
            svg.append(format("<g transform=\"translate(%.0f %d)\">%n", GAP + i * width, LEGEND));
            panel(svg, panels.get(i), rateHz);
            svg.append("</g>\n");
        }
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    private static void panel(StringBuilder svg, Panel panel, double rateHz) {
        TwoWaysScene s = panel.scene();
        rectangle(svg, "ground", NEAR_M, FAR_M, HALF_M);
        rectangle(svg, "path", NEAR_M, FAR_M, s.halfWidthM());
        svg.append(format(
                "<circle class=\"obstacle\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                across(s.obstacleYM()), up(s.obstacleXM()), s.radiusM() * PX_PER_M));
        svg.append(format(
                "<rect class=\"robot\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\"/>%n",
                across(s.startYM() + TwoWaysScene.HALF_WIDTH_M),
                up(TwoWaysScene.HALF_LENGTH_M),
                2 * TwoWaysScene.HALF_WIDTH_M * PX_PER_M,
                2 * TwoWaysScene.HALF_LENGTH_M * PX_PER_M));
        for (Path path : panel.paths()) {
            svg.append("<polyline class=\"").append(path.style()).append("\" points=\"");
            for (int i = 0; i < path.yM().length; i++) {
                double x = i / rateHz * TwoWaysScene.SPEED_MPS;
                svg.append(format("%.1f,%.1f ", across(path.yM()[i]), up(x)));
            }
            svg.append("\"/>\n");
        }
        svg.append(format("<text x=\"4\" y=\"%.1f\">episode %d</text>%n", up(NEAR_M) - 5, s.episode()));
    }

    private static void rectangle(StringBuilder svg, String style, double near, double far, double half) {
        svg.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                style, across(half), up(far), 2 * half * PX_PER_M, (far - near) * PX_PER_M));
    }

    private static void legend(StringBuilder svg) {
        UnaryOperator<String> line = style -> "<polyline class=\"" + style + "\" points=\"0,16 34,16\"/>";
        String[][] entries = {
            {"plan", "masked plan, decoded jointly"},
            {"apart", "same model, every slot by itself"},
            {"regression", "regression"},
            {"expert", "expert, either side"}
        };
        double x = GAP;
        for (String[] entry : entries) {
            svg.append(format(
                    "<g transform=\"translate(%.0f 0)\">%s<text x=\"42\" y=\"20\">%s</text></g>%n",
                    x, line.apply(entry[0]), entry[1]));
            x += 66 + 6.6 * entry[1].length();
        }
    }

    private static double across(double yM) {
        return (HALF_M - yM) * PX_PER_M;
    }

    private static double up(double xM) {
        return (FAR_M - xM) * PX_PER_M;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values).replace("\r\n", "\n");
    }
}
