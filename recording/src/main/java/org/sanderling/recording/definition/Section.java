package org.sanderling.recording.definition;

import java.util.List;

/** What stands between two lines of {@code ---}. */
record Section(List<Field> fields, List<Constant> constants) {
    Definition message(String name) {
        return new Definition(name, Definition.Kind.MESSAGE, fields, constants);
    }
}
