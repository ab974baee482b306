package org.sanderling.recording.generator;

import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/** The source of a message's view: where each field lies, found by one walk, and its accessors. */
final class ViewSource {
    private static final String UNBOUNDED = JavaNames.CDR + ".CdrReader.UNBOUNDED";

    private final WireSize wireSize;
    private final Definition definition;
    private final Source out = new Source();

    private ViewSource(WireSize wireSize, Definition definition) {
        this.wireSize = wireSize;
        this.definition = definition;
    }

    static String of(WireSize wireSize, Definition definition) {
        return new ViewSource(wireSize, definition).write();
    }

    private String write() {
        String self = definition.simpleName() + "View";
        out.head(definition.name());
        out.line("/** {@code %s} where it lies; see {@link %s.CdrView}. */", definition.name(), JavaNames.CDR);
        out.open("public final class %s extends %s.CdrView {", self, JavaNames.CDR);
        definition.fields().forEach(this::variables);
        out.open("public %s() {", self);
        out.line("super();");
        out.close();
        out.line("/** Inside another view. */");
        out.open("public %s(%s.CdrCursor in) {", self, JavaNames.CDR);
        out.line("super(in);");
        out.close();
        out.line("@java.lang.Override");
        out.open("protected void walk() {");
        if (definition.fields().isEmpty()) {
            out.line("in.place(1, 1);");
        }
        definition.fields().forEach(this::walk);
        out.close();
        definition.fields().forEach(this::accessors);
        out.close();
        return out.toString();
    }

    private static boolean isView(FieldType type) {
        return type.base() == BaseType.NESTED || type.base().isText();
    }

    private static String viewType(FieldType type) {
        return switch (type.base()) {
            case STRING -> JavaNames.CDR + ".CdrText";
            case WSTRING -> JavaNames.CDR + ".CdrWideText";
            default -> JavaNames.view(type.nested());
        };
    }

    private void variables(Field f) {
        String name = JavaNames.viewed(f.name());
        FieldType type = f.type();
        if (isView(type)) {
            String bound = type.base() == BaseType.NESTED
                    ? ""
                    : ", " + (type.textBound() == 0 ? UNBOUNDED : String.valueOf(type.textBound()));
            out.line("private final %s %s = new %s(in%s);", viewType(type), name, viewType(type), bound);
        }
        if (!isView(type) || type.shape() != Shape.SINGLE) {
            out.line("private int %sAt;", name);
        }
        if (type.shape().isSequence()) {
            out.line("private int %sCount;", name);
        }
        if (isWalkedList(type)) {
            out.line("private int %sNext;", name);
            out.line("private int %sNextAt;", name);
        }
    }

    private boolean isWalkedList(FieldType type) {
        return type.shape() != Shape.SINGLE && isView(type) && stride(type) == 0;
    }

    /** Bytes from one element to the next; 0 where that must be walked. */
    private int stride(FieldType type) {
        return type.base() == BaseType.NESTED && wireSize.uniform(type.nested()) > 0
                ? wireSize.least(type.base(), type.nested())
                : 0;
    }

    private static String count(String name, FieldType type) {
        return type.shape() == Shape.ARRAY ? String.valueOf(type.size()) : name + "Count";
    }

    private void walk(Field f) {
        String name = JavaNames.viewed(f.name());
        FieldType type = f.type();
        if (type.shape() == Shape.SINGLE) {
            if (isView(type)) {
                out.line("%s.index();", name);
            } else {
                out.line("%sAt = %s;", name, place(type.base(), "1"));
            }
            return;
        }
        if (type.shape().isSequence()) {
            out.line(
                    "%sCount = in.count(%d, %s);",
                    name,
                    wireSize.least(type.base(), type.nested()),
                    type.shape() == Shape.SEQUENCE ? UNBOUNDED : String.valueOf(type.size()));
        }
        String count = count(name, type);
        if (!isView(type)) {
            out.line("%sAt = %s;", name, place(type.base(), count));
        } else if (stride(type) > 0) {
            out.line("%sAt = in.place(%d, %dL * %s);", name, wireSize.uniform(type.nested()), stride(type), count);
        } else {
            out.line("%sAt = in.position();", name);
            out.open("for (int i = 0; i < %s && in.isSound(); i++) {", count);
            out.line("%s.index();", name);
            out.close();
            out.line("%sNext = 0;", name);
            out.line("%sNextAt = %sAt;", name, name);
        }
    }

    private static String place(BaseType base, String count) {
        return switch (base) {
            case BOOL -> "in.flags(" + count + ")";
            default ->
                count.equals("1")
                        ? "in.place(" + base.bytes() + ", " + base.bytes() + ")"
                        : "in.place(" + base.bytes() + ", " + base.bytes() + "L * " + count + ")";
        };
    }

    private void accessors(Field f) {
        String name = JavaNames.viewed(f.name());
        FieldType type = f.type();
        if (type.shape() == Shape.SINGLE) {
            if (isView(type)) {
                out.open("public %s %s() {", viewType(type), name);
                out.line("return %s;", name);
                out.close();
            } else {
                out.open("public %s %s() {", JavaTypes.value(type.base()), name);
                out.line("return %s;", get(type.base(), name + "At"));
                out.close();
                out.open("public void %s(%s value) {", name, JavaTypes.value(type.base()));
                out.line("%s;", set(type.base(), name + "At"));
                out.close();
            }
            return;
        }
        out.open("public int %sCount() {", name);
        out.line("return %s;", count(name, type));
        out.close();
        if (isView(type)) {
            elementView(name, type);
        } else {
            elements(name, type);
        }
    }

    private void elements(String name, FieldType type) {
        int bytes = type.base().bytes();
        String at = name + "At + " + (bytes == 1 ? "i" : bytes + " * i");
        out.open("public %s %s(int i) {", JavaTypes.value(type.base()), name);
        out.line("check(i, %s);", count(name, type));
        out.line("return %s;", get(type.base(), at));
        out.close();
        out.open("public void %s(int i, %s value) {", name, JavaTypes.value(type.base()));
        out.line("check(i, %s);", count(name, type));
        out.line("%s;", set(type.base(), at));
        out.close();
        out.line("/** Where the first element stands in the segment. */");
        out.open("public long %sOffset() {", name);
        out.line("return in.offset(%sAt);", name);
        out.close();
    }

    private void elementView(String name, FieldType type) {
        out.line("/** The element; the view moves on with the next call. */");
        out.open("public %s %s(int i) {", viewType(type), name);
        out.line("check(i, %s);", count(name, type));
        if (stride(type) > 0) {
            out.line("in.position(%sAt + %d * i);", name, stride(type));
            out.line("%s.index();", name);
        } else {
            out.open("if (i < %sNext - 1) {", name);
            out.line("%sNext = 0;", name);
            out.line("%sNextAt = %sAt;", name, name);
            out.close();
            out.open("if (i >= %sNext) {", name);
            out.line("in.position(%sNextAt);", name);
            out.open("for (; %sNext <= i; %sNext++) {", name, name);
            out.line("%s.index();", name);
            out.close();
            out.line("%sNextAt = in.position();", name);
            out.close();
        }
        out.line("checkSound();");
        out.line("return %s;", name);
        out.close();
    }

    private static String get(BaseType base, String at) {
        return switch (base) {
            case BOOL -> "in.int8(" + at + ") != 0";
            case BYTE, CHAR, UINT8 -> "in.int8(" + at + ") & 0xFF";
            case UINT16 -> "in.int16(" + at + ") & 0xFFFF";
            case UINT32 -> "in.int32(" + at + ") & 0xFFFF_FFFFL";
            default -> "in." + JavaTypes.cdrMethod(base) + "(" + at + ")";
        };
    }

    private static String set(BaseType base, String at) {
        return switch (base) {
            case BOOL -> "in.int8(" + at + ", value ? 1 : 0)";
            case BYTE, CHAR, UINT8 -> "in.int8(" + at + ", value)";
            case UINT16 -> "in.int16(" + at + ", value)";
            case UINT32 -> "in.int32(" + at + ", (int) value)";
            default -> "in." + JavaTypes.cdrMethod(base) + "(" + at + ", value)";
        };
    }
}
