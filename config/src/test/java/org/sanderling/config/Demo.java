package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The committed demo deployment, and small changes to its text. */
final class Demo {
    static final Path FILE = ProjectHome.directory().resolve("config/deployments/demo.yaml");

    private Demo() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The demo with its first line that holds {@code old} written anew; indentation stays in {@code old} and {@code changed}. */
    static String with(String old, String changed) {
        assertThat(text()).contains(old);
        return text().replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(changed));
    }

    /** Line of the first occurrence, from 1. */
    static int lineOf(String part) {
        String before = text().substring(0, text().indexOf(part));
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    static Deployment parse(String text) {
        return DeploymentReader.parse(text, Path.of("demo.yaml"), Map.of());
    }
}
