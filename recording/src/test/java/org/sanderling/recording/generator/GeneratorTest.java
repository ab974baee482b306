package org.sanderling.recording.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    private static final Path KEPT = Path.of("src/main/resources/org/sanderling/recording/messages");

    @TempDir
    Path folder;

    private Path definition(String name, String text) throws IOException {
        Path file = folder.resolve("definitions").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path generate() throws IOException {
        Path out = folder.resolve("out");
        Generator.main(folder.resolve("definitions").toString(), out.toString(), KEPT.toString());
        return out.resolve("org/sanderling/recording/messages");
    }

    /** The page that tells how a type is added: its definition and its ten lines of Java must work as they stand. */
    @Test
    void shouldDoAsTheDocumentationSays() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("../docs/messages.md"));
        definition("wheel_msgs/msg/WheelTicks.msg", block(page, "```\n# wheel_msgs/msg/WheelTicks.msg\n"));
        Path out = generate().resolve("../../../..");
        Path example = folder.resolve("Example.java");
        Files.writeString(example, block(page, "```java\n"));
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all", "-Werror", "-d", folder.resolve("classes").toString(), example.toString()));
        try (var files = Files.walk(out)) {
            files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add(f.toString()));
        }
        String classPath = Path.of("target/classes").toAbsolutePath().toString();
        arguments.addAll(List.of("-cp", classPath));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath + ":" + folder.resolve("classes"),
                        "Example")
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo(block(page, "It prints\n\n```\n"));
    }

    private static String block(String page, String start) {
        int from = page.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return page.substring(from + start.length(), page.indexOf("```", from + start.length()));
    }

    @Test
    void shouldTouchOnlyWhatChanged() throws IOException {
        definition("a_msgs/msg/A.msg", "int8 x");
        Path b = definition("a_msgs/msg/B.msg", "A a");
        Path out = generate();
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(out.resolve("a_msgs/msg/A.java"), old);
        Files.setLastModifiedTime(out.resolve("a_msgs/msg/B.java"), old);
        Files.writeString(b, "A[] as");
        generate();
        assertThat(Files.getLastModifiedTime(out.resolve("a_msgs/msg/A.java"))).isEqualTo(old);
        assertThat(Files.getLastModifiedTime(out.resolve("a_msgs/msg/B.java"))).isGreaterThan(old);
        Files.delete(b);
        generate();
        assertThat(out.resolve("a_msgs/msg/B.java")).doesNotExist();
        assertThat(out.resolve("a_msgs/msg/AView.java")).exists();
    }

    @Test
    void shouldNameFieldsThatJavaHasTaken() {
        assertThat(JavaNames.component("default")).isEqualTo("default_");
        assertThat(JavaNames.component("frame_id")).isEqualTo("frameId");
        assertThat(JavaNames.component("hash_code")).isEqualTo("hashCode_");
        assertThat(JavaNames.viewed("size")).isEqualTo("size_");
    }
}
