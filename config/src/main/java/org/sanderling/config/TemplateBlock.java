package org.sanderling.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Slot;
import org.sanderling.tokenizers.TokenizerSpec;

/** Block {@code template}: the plan's slots, checked against the tokenizer whose tokens they hold. */
final class TemplateBlock {
    private static final int MAX_VOCABULARY = 1 << 20;
    private static final int MAX_SLOTS = 4096;
    private static final String TRAJECTORY = "trajectory";

    private final int mask;
    private final int vocabulary;
    private final TokenizerSpec tokenizer;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> kinds = new ArrayList<>();

    private TemplateBlock(int mask, int vocabulary, TokenizerSpec tokenizer) {
        this.mask = mask;
        this.vocabulary = vocabulary;
        this.tokenizer = tokenizer;
    }

    static PlanTemplate read(Block block, TokenizerSpec tokenizer) {
        block.only("mask", "vocabulary", "slots", "groups");
        int vocabulary = block.whole("vocabulary", 2, MAX_VOCABULARY);
        int mask = block.whole("mask", 0, vocabulary - 1);
        TemplateBlock template = new TemplateBlock(mask, vocabulary, tokenizer);
        block.blocks("slots", 1, MAX_SLOTS).forEach(template::slot);
        long ordinal = template.slots.stream().filter(Slot::ordinal).count();
        long wanted = tokens(tokenizer);
        if (wanted > 0 && ordinal != wanted) {
            throw block.error(
                    "slots",
                    ordinal + " ordinal slots; the tokenizer's chunk has " + wanted + " tokens, "
                            + (tokenizer.tokenizer().equals("beast") ? "controlPoints" : "samples") + " × dofs");
        }
        return new PlanTemplate(template.slots, mask, vocabulary, GroupsBlock.read(block, template.slots));
    }

    /** Tokens of a chunk; 0 where their number varies. */
    private static long tokens(TokenizerSpec tokenizer) {
        return switch (tokenizer.tokenizer()) {
            case "beast" -> (long) tokenizer.controlPoints() * tokenizer.dofs().size();
            case "binning" -> (long) tokenizer.samples() * tokenizer.dofs().size();
            default -> 0;
        };
    }

    private void slot(Block block) {
        boolean ordinal = block.choice("kind", "categorical", "ordinal").equals("ordinal");
        Slot kind = ordinal ? ordinal(block) : categorical(block);
        if (kind.first() + kind.count() > vocabulary) {
            throw block.error("first", ids(kind) + " reach beyond the vocabulary of " + vocabulary);
        }
        if (mask >= kind.first() && mask < kind.first() + kind.count()) {
            throw block.error("first", ids(kind) + " hold the mask, " + mask);
        }
        for (Slot earlier : kinds) {
            if (earlier.name().equals(kind.name())) {
                throw block.error("name", kind.name() + " is the name of an earlier slot too");
            }
            if (kind.first() < earlier.first() + earlier.count() && earlier.first() < kind.first() + kind.count()) {
                throw block.error("first", ids(kind) + " overlap with " + ids(earlier) + " of " + earlier.name());
            }
        }
        kinds.add(kind);
        int times = ordinal ? block.whole("slots", 1, MAX_SLOTS) : 1;
        if (slots.size() + times > MAX_SLOTS) {
            throw block.error("slots", "more than " + MAX_SLOTS + " slots in all");
        }
        for (int i = 0; i < times; i++) {
            slots.add(kind);
        }
    }

    private Slot ordinal(Block block) {
        block.only("name", "kind", "first", "count", "slots");
        int count = block.whole("count", 1, vocabulary);
        if (count != tokenizer.vocabulary()) {
            throw block.error("count", count + " is not the tokenizer's vocabulary, " + tokenizer.vocabulary());
        }
        if (!block.text("name", ValueTypes.NAME).equals(TRAJECTORY)) {
            throw block.error("name", "ordinal slots hold the tokenizer's tokens; allowed: " + TRAJECTORY);
        }
        return new Slot(TRAJECTORY, true, block.whole("first", 0, vocabulary - 1), count, List.of());
    }

    private Slot categorical(Block block) {
        block.only("name", "kind", "first", "labels");
        List<String> labels = block.texts("labels", ValueTypes.NAME, 2, vocabulary);
        Set<String> distinct = new HashSet<>(labels);
        if (distinct.size() < labels.size()) {
            throw block.error("labels", "the same label twice; each id has its own");
        }
        String name = block.text("name", ValueTypes.NAME);
        return new Slot(name, false, block.whole("first", 0, vocabulary - 1), labels.size(), labels);
    }

    private static String ids(Slot slot) {
        return "ids " + slot.first() + " … " + (slot.first() + slot.count() - 1);
    }
}
