package org.sanderling.config;

import org.sanderling.config.Declared.Parameter;
import org.sanderling.config.Declared.Section;

/** The reference page of deployments, from their declaration. */
final class DeploymentPage {
    private static final String INTRODUCTION = """
            <!-- Generated from DeploymentParameters.java by `%s`; do not edit. -->

            # Deployment reference

            A deployment is one way to run: a YAML file such as
            [config/deployments/demo.yaml](../config/deployments/demo.yaml), the example to copy. It is checked before
            anything starts; what is wrong is said in one line, `file:line: key: what is wrong; allowed: …`, with exit
            code 2. Editors that know JSON Schema check it while you type:
            [config/deployments/deployment.schema.json](../config/deployments/deployment.schema.json).

            - **Change one value for one run:** `--set key=value`, with the dotted keys below. An item of a list is named
              by its index or its `name`: `--set limits.dofs.steering.ratePerS=5`. Text needs no quotes of its own;
              `null` empties a value that may be empty.
            - **Paths** are relative to the project's home: the system property `sanderling.home`, which the launcher
              sets, or else the current directory.
            - **Credentials** never stand in a deployment. The MQTT client takes them from the environment variables
              `SANDERLING_MQTT_USERNAME` and `SANDERLING_MQTT_PASSWORD`.
            - **`configHash`** is the SHA-256 of all effective values as sorted `key: value` lines, defaults and `--set`
              included, paths as written: two runs with the same hash ran with the same values.
            - **YAML** is read by the core schema of YAML 1.2 (`yes` is text), UTF-8, at most 1 MiB, one document; a key
              given twice, an unknown key and a tag are errors.
            """;

    private DeploymentPage() {}

    static String write() {
        StringBuilder out = new StringBuilder(INTRODUCTION.formatted(ReferencePages.COMMAND));
        section(DeploymentParameters.ROOT, "", out);
        out.append("\n## Rules between keys\n\n");
        out.append("The reader checks these too; the JSON Schema cannot say them.\n\n");
        DeploymentRules.ALL.forEach(r -> out.append("- ").append(r.text()).append('\n'));
        out.append("- ").append(DeploymentRules.UNIQUE_NAMES).append('\n');
        return out.toString();
    }

    private static void section(Section section, String path, StringBuilder out) {
        String title = path.isEmpty() ? "Top level" : "`" + path + "`";
        boolean ownKeys = section.children().stream().anyMatch(Parameter.class::isInstance);
        if (ownKeys) {
            out.append("\n## ").append(title).append("\n\n").append(section.text());
            if (section.list()) {
                out.append(" A list of 1 … ").append(Section.MAX_ITEMS).append(" items.");
            }
            out.append("\n\n| key | type | unit | default | range | meaning |\n|---|---|---|---|---|---|\n");
        }
        for (Declared child : section.children()) {
            if (child instanceof Parameter p) {
                row(p, path, out);
            }
        }
        for (Declared child : section.children()) {
            if (child instanceof Section s) {
                String inner = path.isEmpty() ? s.name() : path + "." + s.name();
                section(s, s.list() ? inner + "[]" : inner, out);
            }
        }
    }

    private static void row(Parameter p, String path, StringBuilder out) {
        String key = path.isEmpty() ? p.name() : path + "." + p.name();
        String standard = switch (p.presence()) {
            case REQUIRED -> "**required**";
            case NULLABLE -> "none";
            case DEFAULTED ->
                "`"
                        + (p.standard() instanceof Number n
                                ? ValueType.show(n.doubleValue())
                                : String.valueOf(p.standard()))
                        + "`";
        };
        String[] cells = {
            "`" + key + "`", p.type().label(), p.unit(), standard, p.type().allowed(), p.text()
        };
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
