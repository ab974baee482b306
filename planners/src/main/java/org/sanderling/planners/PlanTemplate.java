package org.sanderling.planners;

import java.util.ArrayList;
import java.util.List;

/**
 * The fixed pattern of a plan: which slot holds what, and which tokens are legal there. All slots start masked.
 *
 * @param slots in order, one a token
 * @param maskId the id of MASK; never legal in a slot
 * @param vocabulary number of ids, V
 */
public record PlanTemplate(List<Slot> slots, int maskId, int vocabulary) {
    /**
     * One token's place.
     *
     * @param name the decision's name, or {@code trajectory}
     * @param ordinal true where ids are ordered bins of a quantity: the median bin is committed, confidence is the mass
     *     in a window; false where they are classes
     * @param first first legal id
     * @param count number of legal ids, which are first … first + count − 1
     * @param labels names of the classes; empty for ordinal slots
     */
    public record Slot(String name, boolean ordinal, int first, int count, List<String> labels) {
        public Slot {
            labels = List.copyOf(labels);
            if (first < 0 || count < 1) {
                throw new IllegalArgumentException("slot " + name + ": legal ids " + first + " + " + count);
            }
            if (!ordinal && labels.size() != count) {
                throw new IllegalArgumentException("slot " + name + ": " + labels.size() + " labels for " + count);
            }
        }
    }

    public PlanTemplate {
        slots = List.copyOf(slots);
        for (Slot s : slots) {
            if (s.first + s.count > vocabulary || (maskId >= s.first && maskId < s.first + s.count)) {
                throw new IllegalArgumentException(
                        "slot " + s.name + ": legal ids reach MASK or beyond the vocabulary");
            }
        }
    }

    /** Number of slots, T. */
    public int size() {
        return slots.size();
    }

    /** Index of the decision slot with this name, or −1. */
    public int indexOf(String name) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Indices of all slots with this name, in order. */
    public int[] indicesOf(String name) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).name.equals(name)) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
