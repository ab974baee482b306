package org.sanderling.recording.generator;

import java.util.List;
import java.util.stream.Collectors;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Constant;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Definitions;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;
import org.sanderling.recording.definition.TypeHash;

/** The source of a message's record: its constants, checks, CDR in and out, defaults, and a {@code with} a field. */
final class RecordSource {
    private final Definitions definitions;
    private final WireSize wireSize;
    private final Definition definition;
    private final Source out = new Source();
    private final String self;

    private RecordSource(Definitions definitions, WireSize wireSize, Definition definition) {
        this.definitions = definitions;
        this.wireSize = wireSize;
        this.definition = definition;
        self = definition.simpleName();
    }

    static String of(Definitions definitions, WireSize wireSize, Definition definition) {
        return new RecordSource(definitions, wireSize, definition).write();
    }

    private String write() {
        out.head(definition.name());
        out.line("/** {@code %s}. */", definition.name());
        boolean message = definition.kind() == Definition.Kind.MESSAGE;
        if (message) {
            out.open("public record %s(%s) implements %s.Message {", self, components(), JavaNames.BASE);
        } else {
            out.open("public final class %s {", self);
        }
        out.line("public static final %s SCHEMA = \"%s\";", JavaTypes.STRING, definition.name());
        out.line("/** By which nodes know that they mean the same type. */");
        out.line(
                "public static final %s TYPE_HASH = \"%s\";",
                JavaTypes.STRING, TypeHash.of(definitions, definition.name()));
        if (message) {
            definition.constants().forEach(this::constant);
            checks();
            Snippets.of(definition.name()).forEach(out::line);
            read();
            schemaName();
            writeMethod();
            defaults();
            definition.fields().forEach(this::with);
        } else {
            out.line("private %s() {}", self);
        }
        out.close();
        return out.toString();
    }

    private String components() {
        return definition.fields().stream()
                .map(f -> JavaTypes.of(f.type()) + " " + JavaNames.component(f.name()))
                .collect(Collectors.joining(", "));
    }

    private void constant(Constant c) {
        out.line(
                "public static final %s %s = %s;",
                JavaTypes.value(c.type()), c.name(), JavaTypes.literal(c.type(), c.value()));
    }

    private void checks() {
        List<Field> checked = definition.fields().stream()
                .filter(f -> !Checks.of(f.type()).isEmpty() || JavaTypes.isList(f.type()))
                .toList();
        if (checked.isEmpty()) {
            return;
        }
        out.line("/** @throws IllegalArgumentException for a value that the definition does not allow */");
        out.open("public %s {", self);
        for (Field f : checked) {
            String name = JavaNames.component(f.name());
            if (JavaTypes.isList(f.type())) {
                out.line("%s = java.util.List.copyOf(%s);", name, name);
            }
            for (String check : Checks.of(f.type())) {
                out.line(check, name, definition.name() + "." + f.name());
            }
        }
        out.close();
    }

    private void read() {
        out.line("/** @throws %s.CdrException when the bytes are no such message */", JavaNames.CDR);
        out.open("public static %s read(%s.CdrReader in) {", self, JavaNames.CDR);
        if (definition.fields().isEmpty()) {
            out.line("in.uint8(\"%s\");", definition.wireFields().getFirst().name());
        }
        out.line(
                "return new %s(%s);",
                self,
                definition.fields().stream().map(f -> value(f.name(), f.type())).collect(Collectors.joining(", ")));
        out.close();
        definition.fields().stream()
                .filter(f -> f.type().base() == BaseType.NESTED && JavaTypes.isList(f.type()))
                .forEach(this::readList);
    }

    private String value(String name, FieldType type) {
        if (type.shape() == Shape.SINGLE) {
            String bound = type.base().isText() ? bound(type) + ", " : "";
            return type.base() == BaseType.NESTED
                    ? JavaNames.record(type.nested()) + ".read(in)"
                    : "in." + JavaTypes.cdrMethod(type.base()) + "(" + bound + "\"" + name + "\")";
        }
        String count = type.shape() == Shape.ARRAY
                ? String.valueOf(type.size())
                : String.format(
                        "in.count(%d, %s, \"%s\")",
                        wireSize.least(type.base(), type.nested()),
                        type.shape() == Shape.SEQUENCE ? JavaNames.CDR + ".CdrReader.UNBOUNDED" : type.size(),
                        name);
        if (type.base() == BaseType.NESTED) {
            return JavaNames.component(name) + "_(in, " + count + ")";
        }
        String bound = type.base().isText() ? ", " + bound(type) : "";
        return String.format("in.%s(%s%s, \"%s\")", JavaTypes.cdrMethods(type.base()), count, bound, name);
    }

    private static String bound(FieldType type) {
        return type.textBound() == 0 ? JavaNames.CDR + ".CdrReader.UNBOUNDED" : String.valueOf(type.textBound());
    }

    private void readList(Field f) {
        String element = JavaTypes.single(f.type());
        out.open(
                "private static java.util.List<%s> %s_(%s.CdrReader in, int count) {",
                element, JavaNames.component(f.name()), JavaNames.CDR);
        out.line("var values = new java.util.ArrayList<%s>(java.lang.Math.min(count, 1024));", element);
        out.open("for (int i = 0; i < count; i++) {");
        out.line("values.add(%s.read(in));", element);
        out.close();
        out.line("return values;");
        out.close();
    }

    private void schemaName() {
        out.line("@java.lang.Override");
        out.open("public %s schemaName() {", JavaTypes.STRING);
        out.line("return SCHEMA;");
        out.close();
    }

    private void writeMethod() {
        out.line("@java.lang.Override");
        out.open("public void write(%s.CdrWriter out) {", JavaNames.CDR);
        if (definition.fields().isEmpty()) {
            out.line("out.uint8(0);");
        }
        for (Field f : definition.fields()) {
            String name = JavaNames.component(f.name());
            FieldType type = f.type();
            if (type.shape() == Shape.SINGLE) {
                out.line(one(type.base(), name));
                continue;
            }
            if (type.shape().isSequence()) {
                out.line("out.int32(%s.%s);", name, JavaTypes.isList(type) ? "size()" : "length");
            }
            if (JavaTypes.isList(type)) {
                out.open("for (int i = 0; i < %s.size(); i++) {", name);
                out.line(one(type.base(), name + ".get(i)"));
                out.close();
            } else {
                out.line("out.elements(%s);", name);
            }
        }
        out.close();
    }

    private static String one(BaseType base, String value) {
        return switch (base) {
            case NESTED -> value + ".write(out);";
            case INT8 -> "out.uint8(" + value + ");";
            case INT16 -> "out.uint16(" + value + ");";
            default -> "out." + JavaTypes.cdrMethod(base) + "(" + value + ");";
        };
    }

    private void defaults() {
        out.line("/** Each field as its definition presets it: else 0, false or empty. */");
        out.open("public static %s defaults() {", self);
        out.line(
                "return new %s(%s);",
                self, definition.fields().stream().map(Presets::of).collect(Collectors.joining(", ")));
        out.close();
    }

    private void with(Field f) {
        String name = JavaNames.component(f.name());
        out.open("public %s with%s(%s %s) {", self, JavaNames.capital(name), JavaTypes.of(f.type()), name);
        out.line(
                "return new %s(%s);",
                self,
                definition.fields().stream()
                        .map(g -> JavaNames.component(g.name()))
                        .collect(Collectors.joining(", ")));
        out.close();
    }
}
