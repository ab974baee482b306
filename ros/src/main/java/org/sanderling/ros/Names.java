package org.sanderling.ros;

import java.util.regex.Pattern;
import org.sanderling.ros.dds.RosException;

/**
 * ROS's names, and how DDS has them. Source: design.ros2.org, "Topic and Service name mapping to DDS"; rmw's validation.
 */
final class Names {
    private static final int LONGEST = 255;
    private static final Pattern NODE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FULL = Pattern.compile("(/[A-Za-z_][A-Za-z0-9_]*)+");
    private static final String TOPIC_PREFIX = "rt";

    private Names() {}

    static String node(String name) {
        if (!NODE.matcher(name).matches() || name.length() > LONGEST) {
            throw new RosException(
                    "'" + shown(name) + "' is no node name: letters, digits and _, no digit first, at most " + LONGEST);
        }
        return name;
    }

    static String namespace(String name) {
        String full = name.isEmpty() ? "/" : name.startsWith("/") ? name : "/" + name;
        if (!full.equals("/") && (!FULL.matcher(full).matches() || full.contains("__"))) {
            throw new RosException("'" + shown(name) + "' is no namespace, as in /robot/arm");
        }
        return full;
    }

    /** The full name: {@code /x} is itself, {@code x} is in the namespace, {@code ~/x} below the node. */
    static String topic(String name, String namespace, String node) {
        String root = namespace.equals("/") ? "" : namespace;
        String full;
        if (name.startsWith("/")) {
            full = name;
        } else if (name.startsWith("~/")) {
            full = root + "/" + node + name.substring(1);
        } else {
            full = root + "/" + name;
        }
        if (!FULL.matcher(full).matches() || full.contains("__") || full.length() > LONGEST) {
            throw new RosException("'" + shown(name) + "' is no topic name: /-separated words of letters, digits and _,"
                    + " none with a digit first, no __, at most " + LONGEST + " characters");
        }
        return full;
    }

    static String ddsTopic(String fullName) {
        return TOPIC_PREFIX + fullName;
    }

    /** The ROS topic of a DDS one; empty for what is none. */
    static String rosTopic(String ddsTopic) {
        return ddsTopic.startsWith(TOPIC_PREFIX + "/") ? ddsTopic.substring(TOPIC_PREFIX.length()) : "";
    }

    /** {@code std_msgs/msg/String} as {@code std_msgs::msg::dds_::String_}. */
    static String ddsType(String rosType) {
        int simple = rosType.lastIndexOf('/');
        return rosType.substring(0, simple).replace("/", "::") + "::dds_::" + rosType.substring(simple + 1) + "_";
    }

    /** The other way round; a type that is not ROS's stays as it is. */
    static String rosType(String ddsType) {
        int dds = ddsType.indexOf("::dds_::");
        if (dds < 0 || !ddsType.endsWith("_")) {
            return ddsType;
        }
        return ddsType.substring(0, dds).replace("::", "/") + "/"
                + ddsType.substring(dds + "::dds_::".length(), ddsType.length() - 1);
    }

    private static String shown(String name) {
        return (name.length() > 64 ? name.substring(0, 64) + "…" : name).replaceAll("\\p{Cntrl}", "?");
    }
}
