package org.sanderling.config;

import org.jspecify.annotations.Nullable;
import org.sanderling.config.Declared.Parameter;
import org.sanderling.config.Declared.Presence;
import org.sanderling.config.Declared.Section;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (draft 2020-12) of a deployment, from its declaration. */
final class DeploymentSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DeploymentSchema() {}

    static String write() {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Sanderling deployment");
        root.setAll(object(DeploymentParameters.ROOT));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode object(Section section) {
        ObjectNode node = NODES.objectNode();
        node.put("description", section.text());
        node.put("type", "object");
        node.put("additionalProperties", false);
        ArrayNode required = NODES.arrayNode();
        ObjectNode properties = NODES.objectNode();
        for (Declared child : section.children()) {
            properties.set(
                    child.name(),
                    switch (child) {
                        case Parameter p -> parameter(p);
                        case Section s when s.list() -> list(s);
                        case Section s -> object(s);
                    });
            if (mustBeGiven(child)) {
                required.add(child.name());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        node.set("properties", properties);
        return node;
    }

    /** A section must be given where something in it must. */
    private static boolean mustBeGiven(Declared declared) {
        return switch (declared) {
            case Parameter p -> p.presence() == Presence.REQUIRED;
            case Section s -> s.list() || s.children().stream().anyMatch(DeploymentSchema::mustBeGiven);
        };
    }

    private static ObjectNode list(Section section) {
        ObjectNode node = NODES.objectNode();
        node.put("description", section.text());
        node.put("type", "array");
        node.put("minItems", 1);
        node.put("maxItems", Section.MAX_ITEMS);
        node.set("items", object(section));
        return node;
    }

    private static ObjectNode parameter(Parameter p) {
        boolean nullable = p.presence() == Presence.NULLABLE;
        ObjectNode node = NODES.objectNode();
        node.put("description", p.unit().isEmpty() ? p.text() : p.text() + " [" + p.unit() + "]");
        if (p.presence() != Presence.REQUIRED) {
            node.set("default", literal(p.standard()));
        }
        switch (p.type()) {
            case ValueType.Flag f -> type(node, "boolean", nullable);
            case ValueType.Whole w ->
                type(node, "integer", nullable).put("minimum", w.min()).put("maximum", w.max());
            case ValueType.Real r -> {
                type(node, "number", nullable);
                node.set("minimum", number(r.min()));
                node.set("maximum", number(r.max()));
            }
            case ValueType.Choice c -> {
                ArrayNode values = node.putArray("enum");
                c.values().forEach(values::add);
                if (nullable) {
                    values.addNull();
                }
            }
            case ValueType.Text t ->
                type(node, "string", nullable)
                        .put("pattern", "^(?:" + t.pattern() + ")$")
                        .put("maxLength", t.maxLength());
        }
        return node;
    }

    private static ObjectNode type(ObjectNode node, String type, boolean nullable) {
        if (nullable) {
            node.putArray("type").add(type).add("null");
        } else {
            node.put("type", type);
        }
        return node;
    }

    private static JsonNode literal(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean b -> NODES.booleanNode(b);
            case Number n -> number(n.doubleValue());
            default -> NODES.stringNode(value.toString());
        };
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }
}
