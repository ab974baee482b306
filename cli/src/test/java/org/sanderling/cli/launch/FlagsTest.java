package org.sanderling.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every launch path carries the flags of one file; the launcher's own use of it is held by {@link LauncherTest}. */
final class FlagsTest {
    private static final Path HOME = Path.of(System.getProperty("sanderling.home"));

    @Test
    void testsShouldRunWithTheFlagsOfTheFile() throws IOException {
        List<String> flags = flags();
        List<String> ours = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-D") || flags.contains(argument))
                .toList();

        assertThat(flags).isNotEmpty();
        assertThat(ours).isEqualTo(flags);
    }

    @Test
    void noModuleShouldHaveFlagsOfItsOwn() throws IOException {
        try (Stream<Path> modules = Files.list(HOME)) {
            List<Path> poms = modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();

            assertThat(poms).hasSizeGreaterThan(8);
            for (Path pom : poms) {
                assertThat(Files.readString(pom))
                        .as(pom.toString())
                        .doesNotContain("argLine", "jvmArgs", "<compilerArgument>-J");
            }
        }
    }

    @Test
    void benchmarkForksShouldInheritTheFlags() {
        var benchmarks = new ClassFileImporter().importPackages("org.sanderling.benchmarks");
        List<JavaAnnotation<?>> forks = Stream.concat(
                        benchmarks.stream().flatMap(c -> c.getAnnotations().stream()),
                        benchmarks.stream()
                                .flatMap(c -> c.getMethods().stream())
                                .flatMap(m -> m.getAnnotations().stream()))
                .filter(a -> a.getRawType().getName().equals("org.openjdk.jmh.annotations.Fork"))
                .<JavaAnnotation<?>>map(a -> a)
                .toList();

        assertThat(forks)
                .allSatisfy(fork -> assertThat(fork.hasExplicitlyDeclaredProperty("jvmArgs"))
                        .as("JMH forks inherit the flags unless jvmArgs is set: %s", fork.getDescription())
                        .isFalse());
    }

    private static List<String> flags() throws IOException {
        try (Stream<String> lines = Files.lines(HOME.resolve("cli/src/main/jvm/jvm.options"))) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
