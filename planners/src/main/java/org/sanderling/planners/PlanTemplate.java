package org.sanderling.planners;

import java.util.ArrayList;
import java.util.List;

/**
 * The fixed pattern of a plan: which slot holds what, and which tokens are legal there. All slots start masked.
 *
 * @param slots in order, one a token
 * @param maskId the id of MASK; never legal in a slot
 * @param vocabulary number of ids, V
 * @param groups slots that depend on each other; none for a template without
 */
public record PlanTemplate(List<Slot> slots, int maskId, int vocabulary, List<Group> groups) {
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

    /**
     * Slots whose tokens depend on each other, such as x and y of a point or the digits of a number: a decoder that knows
     * groups commits at most one of them a forward.
     *
     * @param name of the group
     * @param slots indices of its slots
     * @param after names of groups all of whose slots have to be committed in earlier forwards
     */
    public record Group(String name, List<Integer> slots, List<String> after) {
        public Group {
            slots = List.copyOf(slots);
            after = List.copyOf(after);
        }
    }

    /** A template without dependency groups. */
    public PlanTemplate(List<Slot> slots, int maskId, int vocabulary) {
        this(slots, maskId, vocabulary, List.of());
    }

    public PlanTemplate {
        slots = List.copyOf(slots);
        groups = List.copyOf(groups);
        String cycle = cycle(groups);
        if (!cycle.isEmpty()) {
            throw new IllegalArgumentException("groups wait for each other: " + cycle);
        }
        for (Slot s : slots) {
            if (s.first + s.count > vocabulary || (maskId >= s.first && maskId < s.first + s.count)) {
                throw new IllegalArgumentException(
                        "slot " + s.name + ": legal ids reach MASK or beyond the vocabulary");
            }
        }
    }

    /** A circle of groups that wait for each other, as {@code a after b after a}; empty where there is none. */
    public static String cycle(List<Group> groups) {
        List<Group> left = new ArrayList<>(groups);
        while (left.removeIf(g -> left.stream().noneMatch(o -> g.after.contains(o.name)))) {
            // whoever waits for nobody that is left goes too
        }
        if (left.isEmpty()) {
            return "";
        }
        List<String> path = new ArrayList<>();
        Group at = left.getFirst();
        while (!path.contains(at.name)) {
            path.add(at.name);
            Group here = at;
            at = left.stream()
                    .filter(o -> here.after.contains(o.name))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = path.subList(path.indexOf(at.name), path.size());
        return String.join(" after ", circle) + " after " + at.name;
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
