package org.sanderling.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.cli.doctor.Check.Status;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.Graph;

class ChecksTest {
    @TempDir
    Path root;

    @Test
    void shouldBeContentWithAMachineSetUpForRealTime() throws IOException {
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        file("proc/sys/kernel/osrelease", "6.8.0-rt\n");
        file("proc/sys/kernel/version", "#1 SMP PREEMPT_RT Mon\n");
        file("sys/devices/system/cpu/isolated", "2-3\n");
        file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        file("proc/swaps", "Filename Type Size Used Priority\n");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        file("proc/cpuinfo", "flags : fpu sse2 avx2\n");
        file("proc/self/limits", limits("unlimited", "95"));
        Files.createDirectories(root.resolve("dev/shm"));
        assertThat(byName().values()).allMatch(c -> c.status() == Status.OK && c.remedy() == null);
        assertThat(byName().get("kernel").found()).isEqualTo("6.8.0-rt PREEMPT_RT");
    }

    @Test
    void shouldWarnWithARemedyOfWhatMakesAMachineUnpunctual() throws IOException {
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        file("proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Mon\n");
        file("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        file("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
        file("proc/cpuinfo", "flags : fpu hypervisor avx2\n");
        file(".dockerenv", "");
        file("proc/self/limits", limits("65536", "0"));
        Map<String, Check> checks = byName();
        assertThat(checks.values()).allMatch(c -> c.status() == Status.WARN && c.remedy() != null);
        assertThat(checks.get("CPU governor").found()).isEqualTo("performance, powersave");
        assertThat(checks.get("huge pages").found()).isEqualTo("always");
        assertThat(checks.get("swap").found()).isEqualTo("/dev/sda2");
        assertThat(checks.get("clock source").found()).isEqualTo("hpet");
        assertThat(checks.get("machine").found()).isEqualTo("virtual machine, container");
        assertThat(checks.get("locked memory").found()).isEqualTo("65536 bytes");
        assertThat(checks.get("shared memory").found()).isEqualTo("absent");
        assertThat(Check.anyFailed(List.copyOf(checks.values()))).isFalse();
    }

    @Test
    void shouldSurviveAMachineThatTellsNothing() {
        assertThat(byName().get("CPU governor").found()).isEqualTo("not exposed");
        assertThat(byName().get("clock source").found()).isEqualTo("unknown");
        assertThat(byName().get("real-time priority").status()).isEqualTo(Status.WARN);
    }

    @Test
    void shouldFailOnAnOldJdkAndWarnOfASingleCore() {
        assertThat(JavaChecks.jdk(Runtime.Version.parse("21.0.4")).status()).isEqualTo(Status.FAIL);
        assertThat(JavaChecks.jdk(Runtime.Version.parse("26")).status()).isEqualTo(Status.OK);
        assertThat(JavaChecks.cores(1).status()).isEqualTo(Status.WARN);
    }

    @Test
    void shouldFailOnlyWithoutTheDefaultEngine() {
        assertThat(DependencyChecks.engine(new AbsentEngine("onnxruntime")).status())
                .isEqualTo(Status.FAIL);
        assertThat(DependencyChecks.engine(new AbsentEngine("tensorrt")).status())
                .isEqualTo(Status.WARN);
        assertThat(DependencyChecks.engine(new AbsentEngine("tensorrt")).remedy())
                .isEqualTo("get one");
    }

    @Test
    void shouldFindTheBrokerOnThePath() throws IOException {
        assertThat(DependencyChecks.broker(root.toString()).remedy()).contains("apt-get install mosquitto");
        file("mosquitto", "");
        assertThat(root.resolve("mosquitto").toFile().setExecutable(true)).isTrue();
        assertThat(DependencyChecks.broker("/nowhere:" + root).status()).isEqualTo(Status.OK);
    }

    @Test
    void shouldWarnOfASlowOrFullDisk() {
        assertThat(DiskCheck.judge(root, 5L << 30, 100).status()).isEqualTo(Status.OK);
        assertThat(DiskCheck.judge(root, 5L << 30, 3).status()).isEqualTo(Status.WARN);
        assertThat(DiskCheck.judge(root, 5L << 20, 100).status()).isEqualTo(Status.WARN);
    }

    @Test
    void shouldTakeQuantilesByRank() {
        long[] lateNs = new long[1000];
        for (int i = 0; i < lateNs.length; i++) {
            lateNs[i] = (1000 - i) * 1000L;
        }
        assertThat(WakeUpJitter.of(lateNs)).isEqualTo(new WakeUpJitter(500, 990, 1000));
        assertThat(WakeUpJitter.of(lateNs).check().status()).isEqualTo(Status.WARN);
    }

    private Map<String, Check> byName() {
        SystemFiles files = new SystemFiles(root);
        return java.util.stream.Stream.concat(KernelChecks.all(files).stream(), LimitChecks.all(files).stream())
                .collect(Collectors.toMap(Check::name, Function.identity()));
    }

    private static String limits(String memlock, String rtprio) {
        return """
                Limit                     Soft Limit           Hard Limit           Units
                Max locked memory         %s            %s            bytes
                Max realtime priority     %s                    %s
                """.formatted(memlock, memlock, rtprio, rtprio);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private record AbsentEngine(String name) implements Engine {
        @Override
        public @Nullable String version() {
            return null;
        }

        @Override
        public String unavailable() {
            return "get one";
        }

        @Override
        public Graph load(Path onnx) {
            throw new UnsupportedOperationException();
        }
    }
}
