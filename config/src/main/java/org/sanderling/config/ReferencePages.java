package org.sanderling.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what is generated from the declarations: the JSON Schema and the reference page. */
public final class ReferencePages {
    /** What regenerates them, from the project's home. */
    static final String COMMAND = "mvn -q -Preference-pages -pl config -am process-classes";

    private ReferencePages() {}

    /** @param args the project's home; without it {@link ProjectHome#directory()} */
    public static void main(String[] args) throws IOException {
        Path home = args.length > 0 ? Path.of(args[0]) : ProjectHome.directory();
        for (Map.Entry<Path, String> page : pages().entrySet()) {
            Path file = home.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** Texts by path relative to the project's home. */
    static Map<Path, String> pages() {
        Map<Path, String> pages = new LinkedHashMap<>();
        pages.put(Path.of("config/deployments/deployment.schema.json"), DeploymentSchema.write());
        pages.put(Path.of("docs/deployment.md"), DeploymentPage.write());
        return pages;
    }
}
