package org.sanderling.evaluation.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.recording.messages.DecodeTrace;
import org.sanderling.tokenizers.TokenizerSpec;

/** How a plan's masks filled: one column a slot, one row a forward. */
final class MaskGrid {
    private static final int SLOTS = 128;
    private static final int STEPS = 32;

    private final @Nullable PlanTemplate template;
    private final List<String> dofs;

    MaskGrid(ModelManifest manifest) {
        template = manifest.template();
        TokenizerSpec tokenizer = manifest.tokenizer();
        dofs = tokenizer == null
                ? List.of()
                : tokenizer.dofs().stream().map(TokenizerSpec.Dof::name).toList();
    }

    String section(Frames frames, @Nullable Tick busiest) {
        String caption = "All slots start masked. After each forward those that it is sure enough of are committed, the"
                + " easy ones first; the last forward commits the rest. Trajectory slots are control points, first to"
                + " last, the degrees of freedom in turn. A stronger tint is a higher confidence.";
        Map<Long, DecodeTrace> traces = frames.traces;
        if (traces.isEmpty()) {
            return Html.section("masks", "Masks filling", caption, "<p>No planner run was recorded.</p>");
        }
        long first = busiest != null && traces.containsKey(busiest.tick)
                ? busiest.tick
                : traces.keySet().iterator().next();
        StringBuilder options = new StringBuilder();
        StringBuilder others = new StringBuilder();
        traces.forEach((tick, trace) -> {
            String most = busiest != null && tick == busiest.tick ? ", the most" : "";
            options.append(Html.format(
                    "<option value=%d%s>tick %d: %d forward%s%s</option>",
                    tick, tick == first ? " selected" : "", tick, steps(trace), steps(trace) == 1 ? "" : "s", most));
            others.append("<template data-tick=")
                    .append(tick)
                    .append('>')
                    .append(table(trace))
                    .append("</template>");
        });
        return Html.section(
                "masks",
                "Masks filling",
                caption,
                "<div class=controls hidden><label>Plan of <select id=maskTick>" + options + "</select></label>"
                        + "<button id=maskStep type=button>Step by step</button></div>"
                        + "<div class=wide id=mask>" + table(traces.get(first)) + "</div>" + others);
    }

    private static int steps(DecodeTrace t) {
        int most = -1;
        for (int s : t.slotSteps()) {
            most = Math.max(most, s);
        }
        return Math.min(STEPS, Math.max(0, most) + (most >= 0 && most < STEPS ? 1 : 0));
    }

    private String table(DecodeTrace t) {
        int slots = Math.min(SLOTS, Math.min(t.slotSteps().length, t.slotTokens().length));
        int steps = steps(t);
        StringBuilder out = new StringBuilder("<table class=mask><tr><th>");
        for (int s = 0; s < slots; s++) {
            out.append("<th title=\"").append(Html.text(title(s))).append("\">").append(Html.text(head(s)));
        }
        for (int step = 0; step < steps; step++) {
            out.append("<tr><th>forward ").append(step + 1);
            for (int s = 0; s < slots; s++) {
                out.append(cell(t, s, step, steps));
            }
        }
        out.append("<tr class=confidence><th>confidence");
        for (int s = 0; s < slots; s++) {
            float c = confidence(t, s);
            out.append("<td>").append(Float.isNaN(c) ? "–" : Html.format("%.2f", c));
        }
        return out.append("</table><p class=caption>Stopped: ")
                .append(Html.text(t.stopReason()))
                .append(", verdict: ")
                .append(Html.text(t.verdict()))
                .append("</p>")
                .toString();
    }

    private String cell(DecodeTrace t, int slot, int step, int steps) {
        int at = Math.min(t.slotSteps()[slot], steps - 1);
        if (at > step) {
            return "<td class=m>";
        }
        float c = confidence(t, slot);
        int tint = Float.isNaN(c) ? 0 : Math.round(Math.clamp(c, 0, 1) * 5);
        if (at < step) {
            return "<td class=\"k c" + tint + "\">";
        }
        return "<td class=\"n c" + tint + "\">" + Html.text(token(slot, t.slotTokens()[slot]));
    }

    private static float confidence(DecodeTrace t, int slot) {
        float c = slot < t.slotConfidences().length ? t.slotConfidences()[slot] : Float.NaN;
        return Float.isFinite(c) ? c : Float.NaN;
    }

    private String token(int slot, int token) {
        if (template != null && slot < template.size()) {
            PlanTemplate.Slot s = template.slots().get(slot);
            int label = token - s.first();
            if (!s.ordinal() && label >= 0 && label < s.labels().size()) {
                return s.labels().get(label);
            }
        }
        return Integer.toString(token);
    }

    private String title(int slot) {
        if (template == null || slot >= template.size()) {
            return "slot " + slot;
        }
        PlanTemplate.Slot s = template.slots().get(slot);
        return s.ordinal() ? s.name() + ": " + dof(slot) + ", control point " + point(slot) : s.name();
    }

    private String head(int slot) {
        if (template == null
                || slot >= template.size()
                || !template.slots().get(slot).ordinal()) {
            return template == null || slot >= template.size() ? Integer.toString(slot) : title(slot);
        }
        String dof = dof(slot);
        return (dof.isEmpty() ? "c" : dof.substring(0, 1)) + point(slot);
    }

    private int ordinal(int slot) {
        int before = 0;
        for (int i = 0; i < slot && template != null; i++) {
            before += template.slots().get(i).ordinal() ? 1 : 0;
        }
        return before;
    }

    private String dof(int slot) {
        return dofs.isEmpty() ? "" : dofs.get(ordinal(slot) % dofs.size());
    }

    private int point(int slot) {
        return ordinal(slot) / Math.max(1, dofs.size());
    }
}
