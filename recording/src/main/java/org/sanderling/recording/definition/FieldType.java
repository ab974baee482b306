package org.sanderling.recording.definition;

/**
 * A field's type.
 *
 * @param textBound most bytes of a string, most UTF-16 units of a wstring; 0 without a bound
 * @param nested name of the message, as in {@code std_msgs/msg/Header}; empty for all but {@link BaseType#NESTED}
 * @param size of an array, or most elements of a bounded sequence; 0 for the others
 */
public record FieldType(BaseType base, int textBound, String nested, Shape shape, int size) {
    static FieldType single(BaseType base) {
        return new FieldType(base, 0, "", Shape.SINGLE, 0);
    }

    static FieldType of(String nested) {
        return new FieldType(BaseType.NESTED, 0, nested, Shape.SINGLE, 0);
    }

    static FieldType atMost(int size, String nested) {
        return new FieldType(BaseType.NESTED, 0, nested, Shape.BOUNDED_SEQUENCE, size);
    }

    /** The number in {@code type_description_interfaces/msg/FieldType}. */
    int typeId() {
        return base.typeId(textBound > 0) + shape.typeIdOffset();
    }

    /** As definitions write it; messages by package and name. */
    public String text() {
        String one = base == BaseType.NESTED
                ? nested.replaceFirst("/msg/", "/")
                : base.keyword() + (textBound > 0 ? "<=" + textBound : "");
        return switch (shape) {
            case SINGLE -> one;
            case ARRAY -> one + "[" + size + "]";
            case BOUNDED_SEQUENCE -> one + "[<=" + size + "]";
            case SEQUENCE -> one + "[]";
        };
    }
}
