package org.sanderling.evaluation.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.runtime.decision.Rung;

/** The head of the page: what ran, and how it went, in a few figures. */
final class Summary {
    private static final int FACTS = 40;

    private final RunFigures figures;
    private final ModelManifest manifest;
    private final Deployment deployment;

    Summary(RunFigures figures, ModelManifest manifest, Deployment deployment) {
        this.figures = figures;
        this.manifest = manifest;
        this.deployment = deployment;
    }

    String html(Map<String, String> session, Map<String, String> closing, OptionalLong truncatedAt, double meanError) {
        return "<header><p class=over>Sanderling</p><h1>Run of <b>" + Html.text(deployment.name()) + "</b></h1><p>"
                + Html.text(manifest.name()) + " " + Html.text(manifest.version()) + " at "
                + Html.format("%s Hz, deadline %s ms", number(deployment.rateHz()), number(deployment.deadlineMs()))
                + started() + "</p></header>" + notes(truncatedAt) + tiles(meanError) + facts(session, closing);
    }

    private String started() {
        List<Tick> ticks = figures.ticks.list();
        if (ticks.isEmpty()) {
            return "";
        }
        long ns = ticks.getFirst().startNs;
        return ", began "
                + Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Html.format("%.0f", value) : Html.format("%s", value);
    }

    private String notes(OptionalLong truncatedAt) {
        StringBuilder out = new StringBuilder();
        if (truncatedAt.isPresent()) {
            out.append("The recording was cut short at byte ")
                    .append(truncatedAt.getAsLong())
                    .append(". ");
        }
        if (!figures.pass.ended.isEmpty()) {
            out.append("It could not be read to its end: ")
                    .append(Html.text(figures.pass.ended))
                    .append(". ");
        }
        if (figures.pass.unreadable > 0) {
            out.append(Html.count(figures.pass.unreadable)).append(" messages could not be read and are left out. ");
        }
        if (figures.tickCount() == 0) {
            out.append("It holds no decision. ");
        }
        if (figures.ticks.stride() > 1) {
            out.append("It is long: the charts show one tick in ")
                    .append(figures.ticks.stride())
                    .append("; counts are of all. ");
        }
        return out.isEmpty() ? "" : "<p class=note>" + out.toString().strip() + "</p>";
    }

    private String tiles(double meanError) {
        long ticks = figures.tickCount();
        long fresh = figures.rungs[Rung.FRESH.ordinal()];
        Map<String, Long> marks = new LatencyChart(figures, deployment.deadlineMs()).marks();
        StringBuilder out = new StringBuilder("<div class=tiles>");
        tile(out, "ticks", Html.count(ticks), "");
        tile(out, "late", ticks == 0 ? "–" : Html.count(figures.late), figures.late == 0 ? "good" : "bad");
        tile(out, "FRESH", ticks == 0 ? "–" : percent(fresh, ticks), "");
        String what = figures.delivered ? "latency " : "until handed on ";
        marks.forEach((name, ns) -> {
            if (name.equals("p50") || name.equals("p99.9")) {
                tile(out, what + name, Html.ms(ns) + "<small> ms</small>", "");
            }
        });
        tile(out, "forwards a plan", fresh == 0 ? "–" : Html.format("%.2f", figures.forwardsSum / (double) fresh), "");
        tile(out, "steering error ½ s ahead", Double.isNaN(meanError) ? "–" : Html.format("%.3f", meanError), "");
        return out.append("</div>").toString();
    }

    private static String percent(long part, long of) {
        return part == of
                ? "100<small> %</small>"
                : Html.format("%.2f<small> %%</small>", Math.min(99.99, 100.0 * part / of));
    }

    private static void tile(StringBuilder out, String name, String value, String mood) {
        out.append("<div class=\"tile ")
                .append(mood)
                .append("\"><b>")
                .append(value)
                .append("</b><span>")
                .append(name)
                .append("</span></div>");
    }

    private String facts(Map<String, String> session, Map<String, String> closing) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("deployment", deployment.file().getFileName() + "");
        all.put("model", manifest.name() + " " + manifest.version() + " (" + manifest.licence() + ")");
        session.forEach(all::put);
        if (!manifest.modelHash().equals(session.getOrDefault("modelHash", manifest.modelHash()))) {
            all.put("modelHash of the model given", manifest.modelHash() + " – not the one that ran");
        }
        all.put("transports", String.join(", ", figures.transports()));
        all.put("undelivered", Html.count(figures.undelivered));
        closing.forEach((k, v) -> all.putIfAbsent("at the end: " + k, v));
        StringBuilder out = new StringBuilder("<details><summary>What ran</summary><dl>");
        all.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .limit(FACTS)
                .forEach(e -> out.append("<dt>")
                        .append(Html.text(e.getKey()))
                        .append("<dd>")
                        .append(Html.text(e.getValue())));
        return out.append("</dl></details>").toString();
    }
}
