package org.sanderling.evaluation.importers;

/** Why a row of a catalogue or a message is left out; the key is what the import's report says. */
enum Skip {
    BAD_LINE("bad JSON line"),
    BAD_INDEX("index missing or out of range"),
    REPEATED_INDEX("index repeated"),
    DELETED("deleted"),
    NON_FINITE_COMMAND("command missing or not finite"),
    COMMAND_OUT_OF_RANGE("command out of range"),
    IMAGE_OUTSIDE("image outside the folder"),
    MISSING_IMAGE("image missing"),
    LARGE_IMAGE("image too large"),
    NO_JPEG("not a JPEG"),
    NOT_CDR("not serialised as CDR"),
    NO_TOPIC("of no topic"),
    CUT_SHORT("file cut short");

    private final String key;

    Skip(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
