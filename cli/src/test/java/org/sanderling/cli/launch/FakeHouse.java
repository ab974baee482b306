package org.sanderling.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A project root with our launcher in it, a JDK whose `java` prints its arguments, and a Maven that writes down each call: what the launcher
 * decides is seen without a build.
 */
final class FakeHouse {
    /** What a launch left behind. */
    record Launch(int exitCode, String out, String err) {}

    private static final String JAVA = """
            #!/usr/bin/env bash
            for argument; do [[ $argument != -XX:AOTCacheOutput=* ]] || exit 0; done
            printf '%s\\n' "$@"
            exit "${FAKE_JAVA_EXIT:-0}"
            """;
    private static final String MAVEN = """
            #!/usr/bin/env bash
            echo "$*" >>"$FAKE_ROOT/maven-calls"
            sleep 0.2
            echo '[INFO] Building Sanderling tokenizers 0.1.0-SNAPSHOT                     [1/1]'
            if [[ -n ${FAKE_MAVEN_ERROR:-} ]]; then echo "[ERROR] $FAKE_MAVEN_ERROR"; exit 1; fi
            touch "$FAKE_ROOT/cli/target/assembly/sanderling.jar" "$FAKE_ROOT/cli/target/assembly/jvm.options"
            """;

    final Path root;
    private final Path jdk;
    private final Path bin;
    private final Map<String, String> environment = new HashMap<>();

    FakeHouse(Path folder) {
        root = folder.resolve("a house");
        jdk = folder.resolve("jdk");
        bin = folder.resolve("bin");
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"25.0.1\"\n");
        executable(jdk.resolve("bin/java"), JAVA);
        executable(bin.resolve("mvn"), MAVEN);
        write(root.resolve("pom.xml"), "<project/>");
        write(root.resolve("cli/pom.xml"), "<project/>");
        write(root.resolve("cli/src/main/java/Main.java"), "class Main {}");
        copyLauncher();
        with("SANDERLING_JDK_SEARCH", jdk.toString());
        with("FAKE_ROOT", root.toString());
        with("PATH", bin + ":" + System.getenv("PATH"));
    }

    FakeHouse with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Only the named programs of this machine are found, and none of ours. */
    FakeHouse withPrograms(String... names) {
        Path few = root.resolveSibling("few");
        try {
            Files.createDirectories(few);
            for (String name : names) {
                Files.createSymbolicLink(few.resolve(name), find(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with("PATH", few.toString());
    }

    FakeHouse built() {
        Path app = root.resolve("cli/target/app");
        write(app.resolve("jvm.options"), "");
        write(app.resolve("sanderling.jar"), "");
        write(app.resolve("built"), "");
        return this;
    }

    List<String> mavenCalls() {
        try {
            Path calls = root.resolve("maven-calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Launch launch(String... arguments) {
        return await(start(root.resolve("sanderling"), arguments));
    }

    Process start(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.getParent().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SANDERLING_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Launch await(Process process) {
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the launcher did not end: " + err);
            }
            return new Launch(process.exitValue(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void executable(Path file, String text) {
        write(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make executable: " + file);
        }
    }

    private void copyLauncher() {
        try {
            executable(
                    root.resolve("sanderling"),
                    Files.readString(Path.of(System.getProperty("sanderling.home"), "sanderling")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("not on this machine: " + program);
    }
}
