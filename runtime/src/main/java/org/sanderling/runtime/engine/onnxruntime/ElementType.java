package org.sanderling.runtime.engine.onnxruntime;

import org.sanderling.runtime.engine.EngineException;

/** {@code ONNXTensorElementDataType}, in its order; only those with a manifest's label can be bound. */
enum ElementType {
    UNDEFINED(""),
    FLOAT("f32"),
    UINT8("u8"),
    INT8("i8"),
    UINT16("u16"),
    INT16("i16"),
    INT32("i32"),
    INT64("i64"),
    STRING(""),
    BOOL("bool"),
    FLOAT16("f16"),
    DOUBLE("f64"),
    UINT32("u32"),
    UINT64("u64"),
    COMPLEX64(""),
    COMPLEX128(""),
    BFLOAT16("bf16");

    private final String label;

    ElementType(String label) {
        this.label = label;
    }

    /** Its name in a manifest. */
    String label() {
        return label;
    }

    static ElementType of(int code, String what) {
        ElementType type = code < 0 || code >= values().length ? UNDEFINED : values()[code];
        if (type.label.isEmpty()) {
            throw new EngineException(what + ": element type " + code + " cannot be bound; use a plain number type");
        }
        return type;
    }

    static ElementType named(String label) {
        for (ElementType type : values()) {
            if (!label.isEmpty() && type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("element type " + label);
    }
}
