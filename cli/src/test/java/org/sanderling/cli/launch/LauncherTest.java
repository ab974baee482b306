package org.sanderling.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.cli.launch.FakeHouse.Launch;

final class LauncherTest {
    @TempDir
    Path folder;

    private FakeHouse house;

    @BeforeEach
    void furnish() {
        house = new FakeHouse(folder);
    }

    @Test
    void shouldPrintHelpWithoutJdkOrBuild() {
        Launch launch = house.with("SANDERLING_JDK_SEARCH", "").launch("--help");

        assertThat(launch.exitCode()).isZero();
        assertThat(launch.out()).contains("./sanderling COMMAND", "  demo ", "  test ", "Exit codes");
        assertThat(launch.err()).isEmpty();
    }

    @Test
    void shouldAskForACommand() {
        Launch launch = house.launch();

        assertThat(launch.exitCode()).isEqualTo(2);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).contains("Usage:");
    }

    @Test
    void shouldRefuseAnUnknownCommandBeforeBuilding() {
        Launch launch = house.launch("frobnicate");

        assertThat(launch.exitCode()).isEqualTo(2);
        assertThat(launch.err()).hasLineCount(1).contains("frobnicate", "--help");
        assertThat(house.mavenCalls()).isEmpty();
    }

    @Test
    void shouldSayInOneLineThatThereIsNoJdk25() {
        FakeHouse.write(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.15\"\n");

        Launch launch = house.with(
                        "SANDERLING_JDK_SEARCH", folder.resolve("old").toString())
                .launch("run", "x.yaml");

        assertThat(launch.exitCode()).isEqualTo(3);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).hasLineCount(1).contains("no JDK 25", "old", "JAVA_HOME");
    }

    @Test
    void shouldNameThePackagesThatItMayNotInstall() {
        Launch launch = house.withPrograms("bash", "env", "grep").launch("demo");

        assertThat(launch.exitCode()).isEqualTo(3);
        assertThat(launch.err()).hasLineCount(1).contains("maven", "sudo apt-get install");
    }

    @Test
    void shouldStartWhatIsBuiltWithTheFlagsOfTheFileAndTheArgumentsAsGiven() {
        Launch launch = house.built().launch("run", "my drive.yaml", "--json");

        String app = house.root.resolve("cli/target/app").toString();
        assertThat(launch.exitCode()).isZero();
        assertThat(launch.err()).isEmpty();
        assertThat(launch.out().lines())
                .filteredOn(argument -> !argument.startsWith("-Dsanderling."))
                .containsExactly(
                        "@" + app + "/jvm.options", "-jar", app + "/sanderling.jar", "run", "my drive.yaml", "--json");
        assertThat(launch.out().lines())
                .contains("-Dsanderling.home=" + house.root, "-Dsanderling.commit=")
                .anyMatch(argument -> argument.matches("-Dsanderling\\.startEpochUs=\\d{16}"));
        assertThat(house.mavenCalls()).isEmpty();
    }

    @Test
    void shouldAddTheStartUpCacheWhereThereIsOne() {
        FakeHouse.write(house.built().root.resolve("cli/target/app/sanderling.aot"), "");

        assertThat(house.launch("doctor").out().lines())
                .contains("-XX:AOTCache=" + house.root.resolve("cli/target/app/sanderling.aot"));
    }

    @Test
    void shouldPassOnTheExitCode() {
        assertThat(house.built().with("FAKE_JAVA_EXIT", "7").launch("run").exitCode())
                .isEqualTo(7);
    }

    @Test
    void shouldFindItsHomeThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), house.built().root.resolve("sanderling"));

        Launch launch = FakeHouse.await(house.start(link, "doctor"));

        assertThat(launch.out().lines()).contains("-Dsanderling.home=" + house.root);
    }

    @Test
    void shouldBuildOnceAndAgainAfterAnEdit() throws IOException {
        Launch first = house.launch("run", "--json");
        Launch second = house.launch("run", "--json");
        Path source = house.root.resolve("cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("1/1 Sanderling tokenizers", "built in");
        assertThat(first.out().lines().reduce((a, b) -> b)).contains("--json");
        assertThat(second.err()).isEmpty();
        assertThat(house.mavenCalls()).hasSize(1);
        house.launch("run");
        assertThat(house.mavenCalls()).hasSize(2);
    }

    @Test
    void shouldBuildOnceWhenStartedTwiceAtOnce() {
        Process one = house.start(house.root.resolve("sanderling"), "doctor");
        Process other = house.start(house.root.resolve("sanderling"), "doctor");

        assertThat(FakeHouse.await(one).exitCode()).isZero();
        assertThat(FakeHouse.await(other).exitCode()).isZero();
        assertThat(house.mavenCalls()).hasSize(1);
    }

    @Test
    void shouldShowTheCompilersErrorAndKeepWhatRan() {
        house.built();
        FakeHouse.write(house.root.resolve("cli/target/app/built"), "");
        FakeHouse.write(house.root.resolve("pom.xml"), "<project></project>");
        assertThat(house.root.resolve("pom.xml").toFile().setLastModified(System.currentTimeMillis() + 2000))
                .isTrue();

        Launch launch =
                house.with("FAKE_MAVEN_ERROR", "Main.java:[1,2] ';' expected").launch("run");

        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).contains("Main.java:[1,2] ';' expected", "build.log");
        assertThat(house.root.resolve("cli/target/app/sanderling.jar")).exists();
    }

    @Test
    void shouldSayThatTheFirstBuildNeedsTheNetwork() {
        Launch launch = house.with("FAKE_MAVEN_ERROR", "Could not transfer artifact x from/to central")
                .launch("run");

        assertThat(launch.exitCode()).isEqualTo(3);
        assertThat(launch.err()).contains("Maven Central", "cannot be reached");
    }

    @Test
    void shouldRefuseAFolderThatCannotBeWritten() {
        FakeHouse.write(house.root.resolve("target"), "a file where the folder should be");

        Launch launch = house.launch("run");

        assertThat(launch.exitCode()).isEqualTo(2);
        assertThat(launch.err()).hasLineCount(1).contains("cannot write to", "make");
    }

    @Test
    void shouldRefuseAnUnknownModuleOrOption() {
        Launch module = house.launch("test", "cellar");
        Launch option = house.launch("test", "--quick");

        assertThat(module.exitCode()).isEqualTo(2);
        assertThat(module.err()).hasLineCount(1).contains("cellar", "cli");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).hasLineCount(1).contains("--quick", "--soak");
    }
}
