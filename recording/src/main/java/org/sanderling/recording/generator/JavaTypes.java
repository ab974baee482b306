package org.sanderling.recording.generator;

import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/**
 * The Java type of each field: integers by value, unsigned ones in the next wider type (uint64: the 64 bits); arrays and
 * sequences of numbers as arrays that keep the bits, of strings and messages as lists.
 */
final class JavaTypes {
    static final String STRING = "java.lang.String";
    private static final String LIST = "java.util.List<";

    private JavaTypes() {}

    static String of(FieldType type) {
        if (type.shape() == Shape.SINGLE) {
            return single(type);
        }
        return isList(type) ? LIST + single(type) + ">" : element(type.base()) + "[]";
    }

    static boolean isList(FieldType type) {
        return type.shape() != Shape.SINGLE
                && (type.base() == BaseType.NESTED || type.base().isText());
    }

    static String single(FieldType type) {
        return type.base() == BaseType.NESTED ? JavaNames.record(type.nested()) : value(type.base());
    }

    /** Of one value. */
    static String value(BaseType base) {
        return switch (base) {
            case BOOL -> "boolean";
            case BYTE, CHAR, INT8, UINT8, INT16, UINT16, INT32 -> "int";
            case UINT32, INT64, UINT64 -> "long";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case STRING, WSTRING -> STRING;
            case NESTED -> throw new IllegalArgumentException("a message is no value");
        };
    }

    /** Of an array's element. */
    static String element(BaseType base) {
        return switch (base) {
            case BOOL -> "boolean";
            case BYTE, CHAR, INT8, UINT8 -> "byte";
            case INT16, UINT16 -> "short";
            case INT32, UINT32 -> "int";
            case INT64, UINT64 -> "long";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case STRING, WSTRING, NESTED -> throw new IllegalArgumentException("a list has it");
        };
    }

    /** Method of the reader and writer for one value. */
    static String cdrMethod(BaseType base) {
        return switch (base) {
            case BOOL -> "bool";
            case BYTE, CHAR, UINT8 -> "uint8";
            case INT8 -> "int8";
            case INT16 -> "int16";
            case UINT16 -> "uint16";
            case INT32 -> "int32";
            case UINT32 -> "uint32";
            case INT64, UINT64 -> "int64";
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case STRING -> "string";
            case WSTRING -> "wstring";
            case NESTED -> throw new IllegalArgumentException("a message reads itself");
        };
    }

    /** Method of the reader for several values. */
    static String cdrMethods(BaseType base) {
        return switch (base) {
            case BYTE, CHAR, INT8, UINT8 -> "octets";
            case UINT16 -> "int16s";
            case UINT32 -> "int32s";
            default -> cdrMethod(base) + "s";
        };
    }

    /** A value as a Java literal of the type of one value. */
    static String literal(BaseType base, Object value) {
        return switch (base) {
            case BOOL, BYTE, CHAR, INT8, UINT8, INT16, UINT16, INT32 -> value.toString();
            case UINT32, INT64, UINT64 -> value + "L";
            case FLOAT32 -> real(((Double) value).floatValue(), "Float", "f");
            case FLOAT64 -> real((Double) value, "Double", "");
            case STRING, WSTRING -> quoted((String) value);
            case NESTED -> throw new IllegalArgumentException("a message is no literal");
        };
    }

    /** A value as an element of an array's initialiser. */
    static String elementLiteral(BaseType base, Object value) {
        return switch (base) {
            case UINT8, BYTE, CHAR, UINT16 -> "(" + element(base) + ") " + value;
            case UINT32 -> "(int) " + value + "L";
            default -> literal(base, value);
        };
    }

    private static String real(double value, String box, String suffix) {
        if (Double.isNaN(value)) {
            return "java.lang." + box + ".NaN";
        }
        if (Double.isInfinite(value)) {
            return "java.lang." + box + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return (suffix.isEmpty() ? Double.toString(value) : Float.toString((float) value)) + suffix;
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7E) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
