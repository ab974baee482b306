package org.sanderling.recording.definition;

/** How many of them a field holds. */
public enum Shape {
    SINGLE(0),
    /** Exactly so many. */
    ARRAY(48),
    /** At most so many. */
    BOUNDED_SEQUENCE(96),
    SEQUENCE(144);

    private final int typeIdOffset;

    Shape(int typeIdOffset) {
        this.typeIdOffset = typeIdOffset;
    }

    int typeIdOffset() {
        return typeIdOffset;
    }

    public boolean isSequence() {
        return this == BOUNDED_SEQUENCE || this == SEQUENCE;
    }
}
