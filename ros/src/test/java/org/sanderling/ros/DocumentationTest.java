package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first node of docs/ros2.md, as it stands there. */
class DocumentationTest {
    @Test
    void shouldDoAsTheDocumentationSays(@TempDir Path folder) throws IOException, InterruptedException {
        Library.orSkip();
        String page = Files.readString(Path.of("../docs/ros2.md"));
        int from = page.indexOf("```java\n") + "```java\n".length();
        Path example = folder.resolve("Example.java");
        Files.writeString(example, page.substring(from, page.indexOf("```", from)));
        ProcessBuilder node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        example.toString())
                .redirectErrorStream(true);
        node.environment().put("ROS_DOMAIN_ID", String.valueOf(Library.DOMAIN));
        node.environment().put("ROS_AUTOMATIC_DISCOVERY_RANGE", "LOCALHOST");
        node.environment().remove("CYCLONEDDS_URI");
        Process run = node.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines()).startsWith("true");
        assertThat(run.exitValue()).as(said).isZero();
    }
}
