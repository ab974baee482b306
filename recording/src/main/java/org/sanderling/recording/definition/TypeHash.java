package org.sanderling.recording.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The hash by which two ROS 2 nodes know that they mean the same type: SHA-256 of the type description as JSON, its
 * referenced types sorted by name, without default values (REP 2016; rosidl_generator_type_description).
 */
public final class TypeHash {
    private static final String VERSION = "RIHS01_";

    private TypeHash() {}

    /** {@code RIHS01_} and 64 hexadecimal digits. */
    public static String of(Definitions definitions, String name) {
        byte[] json = json(definitions, name).getBytes(StandardCharsets.UTF_8);
        try {
            return VERSION
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** What is hashed: the exact text, spaces included. */
    static String json(Definitions definitions, String name) {
        TreeMap<String, Definition> referenced = new TreeMap<>(definitions.closure(name));
        Definition self = referenced.remove(name);
        StringBuilder json = new StringBuilder("{\"type_description\": ");
        describe(self, json);
        json.append(", \"referenced_type_descriptions\": [");
        String comma = "";
        for (Definition d : referenced.values()) {
            describe(d, json.append(comma));
            comma = ", ";
        }
        return json.append("]}").toString();
    }

    private static void describe(Definition definition, StringBuilder json) {
        json.append("{\"type_name\": \"").append(definition.name()).append("\", \"fields\": [");
        String comma = "";
        for (Field f : definition.wireFields()) {
            json.append(comma).append("{\"name\": \"").append(f.name());
            json.append("\", \"type\": {\"type_id\": ").append(f.type().typeId());
            json.append(", \"capacity\": ").append(f.type().size());
            json.append(", \"string_capacity\": ").append(f.type().textBound());
            json.append(", \"nested_type_name\": \"").append(f.type().nested()).append("\"}}");
            comma = ", ";
        }
        json.append("]}");
    }
}
