package org.sanderling.recording.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads definitions of the ROS 2 interface language (docs.ros.org, "Interfaces"; rosidl_adapter). Messages of the same
 * package may be named without it.
 */
public final class DefinitionParser {
    private static final Pattern LINE =
            Pattern.compile("(?<base>[A-Za-z]\\w*(?:/\\w+){0,2})(?:<=(?<text>\\d{1,9}))?(?<array>\\[(?<most><=)?"
                    + "(?<size>\\d{1,9})?])?\\s+(?<name>[A-Za-z]\\w*)(?:\\s*=\\s*(?<value>.*)|\\s+(?<preset>.+))?");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern MESSAGE = Pattern.compile("[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z]*)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*");

    private final String where;
    private final String packageName;
    private final Set<String> names = new HashSet<>();
    private List<Field> fields = new ArrayList<>();
    private List<Constant> constants = new ArrayList<>();

    private DefinitionParser(String where, String packageName) {
        this.where = where;
        this.packageName = packageName;
    }

    /**
     * All that a definition gives: one message; or the parts of a service or action, itself last.
     *
     * @param name as in {@code std_srvs/srv/SetBool}
     * @param where the file, for errors
     */
    public static List<Definition> parse(String name, String text, String where) {
        String[] parts = name.split("/", -1);
        if (parts.length != 3
                || !PACKAGE.matcher(parts[0]).matches()
                || !MESSAGE.matcher(parts[2]).matches()) {
            throw new DefinitionException(where, name + " is no name like std_msgs/msg/Header");
        }
        DefinitionParser parser = new DefinitionParser(where, parts[0]);
        int wanted = switch (parts[1]) {
            case "msg" -> 1;
            case "srv" -> 2;
            case "action" -> 3;
            default -> throw new DefinitionException(where, name + " is neither msg, srv nor action");
        };
        List<Section> sections = parser.sections(text);
        if (sections.size() != wanted) {
            throw new DefinitionException(where, sections.size() + " parts between lines of ---, not " + wanted);
        }
        return switch (parts[1]) {
            case "msg" -> List.of(sections.getFirst().message(name));
            case "srv" -> Parts.ofService(name, sections);
            default -> Parts.ofAction(name, sections);
        };
    }

    private List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String code = withoutComment(line).strip();
            if (code.equals("---")) {
                sections.add(section());
            } else if (!code.isEmpty()) {
                line(code, number);
            }
        }
        sections.add(section());
        return sections;
    }

    private Section section() {
        Section section = new Section(fields, constants);
        fields = new ArrayList<>();
        constants = new ArrayList<>();
        names.clear();
        return section;
    }

    private void line(String code, int number) {
        Matcher m = LINE.matcher(code);
        if (!m.matches()) {
            throw new DefinitionException(where, number, "neither a field nor a constant: " + code);
        }
        String name = m.group("name");
        if (!names.add(name.toLowerCase(Locale.ROOT) + (m.group("value") == null ? "" : "="))) {
            throw new DefinitionException(where, number, name + " is there twice");
        }
        try {
            FieldType type = type(m);
            if (m.group("value") != null) {
                check(CONSTANT, name, "a constant's name is in capitals");
                check(type.shape() == Shape.SINGLE, "a constant is no array");
                constants.add(new Constant(
                        name,
                        type.base(),
                        Literals.value(type.base(), m.group("value").strip())));
            } else {
                check(FIELD, name, "a field's name is in small letters");
                fields.add(new Field(name, type, defaults(type, Optional.ofNullable(m.group("preset")))));
            }
        } catch (IllegalArgumentException e) {
            throw new DefinitionException(where, number, String.valueOf(e.getMessage()));
        }
    }

    private FieldType type(Matcher m) {
        String name = m.group("base");
        BaseType base = BaseType.NESTED;
        for (BaseType b : BaseType.values()) {
            base = b != BaseType.NESTED && b.keyword().equals(name) ? b : base;
        }
        int bound = m.group("text") == null ? 0 : Integer.parseInt(m.group("text"));
        check(m.group("text") == null || base.isText() && bound > 0, "a bound <=n, n > 0, is for strings");
        Shape shape = m.group("array") == null
                ? Shape.SINGLE
                : m.group("most") != null
                        ? Shape.BOUNDED_SEQUENCE
                        : m.group("size") != null ? Shape.ARRAY : Shape.SEQUENCE;
        int size = m.group("size") == null ? 0 : Integer.parseInt(m.group("size"));
        check(shape == Shape.SINGLE || shape == Shape.SEQUENCE || size > 0, "a size must be above 0");
        return new FieldType(base, bound, base == BaseType.NESTED ? message(name) : "", shape, size);
    }

    private String message(String name) {
        String[] parts = name.split("/");
        String owner = parts.length == 1 ? packageName : parts[0];
        String simple = parts[parts.length - 1];
        check(PACKAGE, owner, "no package's name");
        check(MESSAGE, simple, "neither a basic type nor a message's name");
        check(parts.length < 3 || parts[1].equals("msg"), "only messages can be in messages");
        return owner + "/msg/" + simple;
    }

    private static List<Object> defaults(FieldType type, Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (type.shape() == Shape.SINGLE) {
            return List.of(Literals.value(type.base(), text.get().strip()));
        }
        List<Object> values = Literals.values(type.base(), text.get().strip());
        check(
                type.shape() != Shape.ARRAY || values.size() == type.size(),
                values.size() + " values, not " + type.size());
        check(type.size() == 0 || values.size() <= type.size(), values.size() + " values, more than " + type.size());
        return values;
    }

    private static void check(Pattern pattern, String name, String what) {
        check(pattern.matcher(name).matches(), what + ": " + name);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** What stands before a {@code #} that is in no quotes. */
    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '#') {
                return line.substring(0, i);
            } else if ((c == '"' || c == '\'') && i > 0 && " =[,".indexOf(line.charAt(i - 1)) >= 0) {
                quote = c;
            }
        }
        return line;
    }
}
