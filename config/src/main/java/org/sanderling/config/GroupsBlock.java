package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Group;
import org.sanderling.planners.PlanTemplate.Slot;

/** Key {@code groups} of a template: slots that depend on each other, and which groups wait for which. */
final class GroupsBlock {
    private static final int MAX_GROUPS = 4096;

    private GroupsBlock() {}

    static List<Group> read(Block template, List<Slot> slots) {
        List<Group> groups = new ArrayList<>();
        if (!template.has("groups")) {
            return groups;
        }
        List<Block> blocks = template.blocks("groups", 0, MAX_GROUPS);
        for (Block block : blocks) {
            groups.add(group(block, slots, groups));
        }
        for (int i = 0; i < blocks.size(); i++) {
            known(blocks.get(i), groups.get(i), groups);
        }
        String cycle = PlanTemplate.cycle(groups);
        if (!cycle.isEmpty()) {
            Block first = blocks.get(indexOf(groups, cycle.substring(0, cycle.indexOf(' '))));
            throw first.error("after", "the groups wait for each other, " + cycle + "; leave one of them out");
        }
        return groups;
    }

    private static Group group(Block block, List<Slot> slots, List<Group> earlier) {
        block.only("name", "slots", "after");
        String name = block.text("name", ValueTypes.NAME);
        if (indexOf(earlier, name) >= 0) {
            throw block.error("name", name + " is the name of an earlier group too");
        }
        List<Integer> members = new ArrayList<>();
        for (String slot : block.texts("slots", ValueTypes.LINE, 1, slots.size())) {
            int index = index(block, slot, slots);
            if (members.contains(index)) {
                throw block.error("slots", slot + " twice");
            }
            members.add(index);
        }
        List<String> after = block.has("after") ? block.texts("after", ValueTypes.NAME, 0, MAX_GROUPS) : List.of();
        return new Group(name, members, after);
    }

    /** {@code name} is a slot of its own, {@code name.3} the fourth of several with one name. */
    private static int index(Block block, String text, List<Slot> slots) {
        int dot = text.lastIndexOf('.');
        String digits = text.substring(dot + 1);
        boolean numbered = dot > 0 && digits.matches("[0-9]{1,4}");
        String name = numbered ? text.substring(0, dot) : text;
        int nth = numbered ? Integer.parseInt(digits) : 0;
        int seen = 0;
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).name().equals(name) && seen++ == nth) {
                return i;
            }
        }
        throw block.error(
                "slots",
                "there is no slot " + text + "; the template has "
                        + String.join(
                                ", ", slots.stream().map(Slot::name).distinct().toList())
                        + ", or one of several as name.index");
    }

    private static void known(Block block, Group group, List<Group> groups) {
        for (String earlier : group.after()) {
            if (indexOf(groups, earlier) < 0) {
                throw block.error("after", "there is no group " + earlier);
            }
        }
    }

    private static int indexOf(List<Group> groups, String name) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
