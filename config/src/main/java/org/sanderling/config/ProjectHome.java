package org.sanderling.config;

import java.nio.file.Path;

/** The folder that relative paths of a deployment start from. */
public final class ProjectHome {
    private ProjectHome() {}

    /** The system property {@code sanderling.home}, which the launcher sets, or else the current directory; absolute. */
    public static Path directory() {
        String home = System.getProperty("sanderling.home", "");
        return Path.of(home.isBlank() ? "" : home).toAbsolutePath().normalize();
    }
}
