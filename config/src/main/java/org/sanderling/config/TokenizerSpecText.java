package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** A tokenizer spec as YAML that {@link TokenizerSpecReader} reads back to an equal one. */
public final class TokenizerSpecText {
    private final StringBuilder text = new StringBuilder();

    private TokenizerSpecText() {}

    /** Keys of their default are left out where they say nothing. */
    public static String of(TokenizerSpec spec) {
        TokenizerSpecText t = new TokenizerSpecText();
        t.write(spec);
        t.write(spec.options(), spec);
        t.dofs(spec);
        t.bounds(spec);
        return t.text.toString();
    }

    private void write(TokenizerSpec spec) {
        line("tokenizer", spec.tokenizer());
        line("version", TokenizerSpec.VERSION);
        line("samples", spec.samples());
        if (!Double.isNaN(spec.rateHz())) {
            line("rateHz", spec.rateHz());
        }
        line("durationS", spec.durationS());
        if (spec.controlPoints() > 0) {
            line("controlPoints", spec.controlPoints());
            line("degree", spec.degree());
            line("ridge", spec.ridge());
        }
        line("vocabulary", spec.vocabulary());
        line("initialState", spec.initialState().name().toLowerCase(Locale.ROOT));
        if (spec.languageModelVocabulary() > 0) {
            line("languageModelVocabulary", spec.languageModelVocabulary());
        }
    }

    private void write(TokenizerOptions options, TokenizerSpec spec) {
        if (options.continuous()) {
            line("tokens", "continuous");
        }
        if (options.delayS() != 0) {
            line("delayS", options.delayS());
        }
        if (options.continuity() != Continuity.NONE) {
            line("continuity", options.continuity() == Continuity.POSITION ? "position" : "positionVelocity");
        }
        List<String> limits = new ArrayList<>();
        for (int d = 0; d < options.velocityLimits().size(); d++) {
            double limit = options.velocityLimits().get(d);
            if (limit < Double.POSITIVE_INFINITY) {
                limits.add(quoted(spec.dofs().get(d).name()) + ": " + limit);
            }
        }
        if (!limits.isEmpty()) {
            line("velocityLimit", "{" + String.join(", ", limits) + "}");
        }
        rotations(options);
        if (options.scale() != TokenizerOptions.DEFAULT_SCALE) {
            line("scale", options.scale());
        }
        if (!options.merges().isEmpty()) {
            line(
                    "merges",
                    options.merges().stream()
                            .map(m -> m.left() + ", " + m.right())
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        if (options.clipWarningShare() != TokenizerOptions.DEFAULT_CLIP_WARNING_SHARE) {
            line("clipWarning", options.clipWarningShare());
        }
    }

    private void rotations(TokenizerOptions options) {
        List<String> kinds = new ArrayList<>();
        for (RotationKind kind : RotationKind.values()) {
            List<String> names = options.rotations().stream()
                    .filter(r -> r.kind() == kind)
                    .map(Rotation::dofs)
                    .flatMap(List::stream)
                    .map(TokenizerSpecText::quoted)
                    .toList();
            if (!names.isEmpty()) {
                kinds.add((kind == RotationKind.QUATERNION ? "quaternion" : "sixD") + ": " + names);
            }
        }
        if (!kinds.isEmpty()) {
            line("rotation", "{" + String.join(", ", kinds) + "}");
        }
    }

    private void dofs(TokenizerSpec spec) {
        text.append("dofs:\n");
        for (Dof dof : spec.dofs()) {
            text.append("  - {name: ")
                    .append(quoted(dof.name()))
                    .append(", unit: ")
                    .append(quoted(dof.unit()))
                    .append(dof.degree() < 0 ? "" : ", degree: " + dof.degree())
                    .append("}\n");
        }
    }

    private void bounds(TokenizerSpec spec) {
        if (spec.boundsMin().isEmpty()) {
            line("calibrate", spec.calibrate());
            return;
        }
        text.append("bounds:\n  min: ").append(spec.boundsMin()).append('\n');
        text.append("  max: ").append(spec.boundsMax()).append('\n');
    }

    private void line(String key, Object value) {
        text.append(key).append(": ").append(value).append('\n');
    }

    private static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
