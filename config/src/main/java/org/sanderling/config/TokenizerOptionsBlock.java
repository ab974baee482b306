package org.sanderling.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/**
 * The keys of a tokenizer spec that few tokenizers need: {@code tokens}, {@code delayS}, {@code continuity}, {@code velocityLimit}, {@code rotation}, {@code
 * scale}, {@code merges}, {@code clipWarning}.
 */
final class TokenizerOptionsBlock {
    private static final int MAX_MERGES = 65_534;
    private static final ValueType.Whole TOKEN = new ValueType.Whole(0, 65_535);

    private TokenizerOptionsBlock() {}

    static TokenizerOptions read(Block block, List<Dof> dofs) {
        Continuity continuity = switch (block.choiceOrFirst("continuity", "none", "position", "positionVelocity")) {
            case "position" -> Continuity.POSITION;
            case "positionVelocity" -> Continuity.POSITION_VELOCITY;
            default -> Continuity.NONE;
        };
        return TokenizerOptions.NONE
                .withDelayS(block.numberOr("delayS", 0, 1e6, 0))
                .withContinuity(continuity, velocityLimits(block, dofs))
                .withScale(block.numberOr("scale", 1e-6, 1e6, TokenizerOptions.DEFAULT_SCALE))
                .withMerges(merges(block))
                .withContinuous(
                        block.choiceOrFirst("tokens", "discrete", "continuous").equals("continuous"))
                .withRotations(rotations(block, dofs))
                .withClipWarningShare(
                        block.numberOr("clipWarning", 1e-6, 1, TokenizerOptions.DEFAULT_CLIP_WARNING_SHARE));
    }

    /** One limit for each DoF, by name; infinite for a DoF that has none; empty where no DoF has one. */
    private static List<Double> velocityLimits(Block block, List<Dof> dofs) {
        Block limits = block.blockIfAny("velocityLimit");
        if (limits == null) {
            return List.of();
        }
        limits.only(dofs.stream().map(Dof::name).toArray(String[]::new));
        return dofs.stream()
                .map(d -> limits.numberOr(d.name(), 0, 1e12, Double.POSITIVE_INFINITY))
                .toList();
    }

    /** Lists of names: four DoFs a quaternion, six a 6-D rotation; several of a kind follow one another. */
    private static List<Rotation> rotations(Block block, List<Dof> dofs) {
        if (!block.has("rotation")) {
            return List.of();
        }
        Block rotation = block.block("rotation").only("quaternion", "sixD");
        List<Rotation> rotations = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        add(rotations, rotation, "quaternion", RotationKind.QUATERNION, dofs, taken);
        add(rotations, rotation, "sixD", RotationKind.SIX_D, dofs, taken);
        return rotations;
    }

    private static void add(
            List<Rotation> rotations, Block block, String key, RotationKind kind, List<Dof> dofs, Set<String> taken) {
        if (!block.has(key)) {
            return;
        }
        List<String> names = block.texts(key, ValueTypes.LINE, kind.size(), dofs.size());
        if (names.size() % kind.size() != 0) {
            throw block.error(key, "has " + names.size() + " names; a rotation has " + kind.size());
        }
        for (String name : names) {
            if (dofs.stream().noneMatch(d -> d.name().equals(name))) {
                throw block.error(key, name + " is none of dofs");
            }
            if (!taken.add(name)) {
                throw block.error(key, name + " belongs to a rotation already");
            }
        }
        for (int i = 0; i < names.size(); i += kind.size()) {
            rotations.add(new Rotation(kind, names.subList(i, i + kind.size())));
        }
    }

    /** A flat list: left, right, left, right, … */
    private static List<Merge> merges(Block block) {
        if (!block.has("merges")) {
            return List.of();
        }
        List<Long> flat = block.wholes("merges", TOKEN, 0, 2 * MAX_MERGES);
        if (flat.size() % 2 != 0) {
            throw block.error("merges", "has " + flat.size() + " items; they come in pairs, left and right");
        }
        List<Merge> merges = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += 2) {
            merges.add(new Merge(flat.get(i).intValue(), flat.get(i + 1).intValue()));
        }
        return merges;
    }
}
