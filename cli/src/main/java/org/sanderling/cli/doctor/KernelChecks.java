package org.sanderling.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How punctually this kernel can wake a thread, by what it says of itself. */
public final class KernelChecks {
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "arch_sys_counter", "kvm-clock", "hyperv_clocksource_tsc_page");

    private KernelChecks() {}

    /** All of them, for the machine whose files these are. */
    public static List<Check> all(SystemFiles files) {
        return List.of(
                governor(files),
                preemption(files),
                isolation(files),
                hugePages(files),
                swap(files),
                clock(files),
                virtualisation(files));
    }

    private static Check governor(SystemFiles files) {
        Set<String> governors = files.values("sys/devices/system/cpu", "cpu[0-9]*", "cpufreq/scaling_governor");
        String name = "CPU governor";
        if (governors.isEmpty()) {
            return Check.warn(
                    name,
                    "not exposed",
                    "performance",
                    "nothing to set here: on a virtual machine the host decides; set it there");
        }
        return Check.okOrWarn(
                governors.equals(Set.of("performance")),
                name,
                String.join(", ", governors),
                "performance",
                "cpupower frequency-set -g performance (Jetson: nvpmodel -m 0 and jetson_clocks)");
    }

    private static Check preemption(SystemFiles files) {
        String release = files.line("proc/sys/kernel/osrelease");
        Matcher model = Pattern.compile("PREEMPT\\w*").matcher(files.line("proc/sys/kernel/version"));
        String preemption = model.find() ? model.group() : "no PREEMPT";
        boolean realTime = files.line("sys/kernel/realtime").equals("1") || preemption.equals("PREEMPT_RT");
        return Check.okOrWarn(
                realTime,
                "kernel",
                release + " " + (realTime ? "PREEMPT_RT" : preemption),
                "PREEMPT_RT",
                "install a real-time kernel: apt-get install linux-image-rt-amd64 (Ubuntu: pro enable realtime-kernel)");
    }

    private static Check isolation(SystemFiles files) {
        String isolated = files.line("sys/devices/system/cpu/isolated");
        return Check.okOrWarn(
                !isolated.isEmpty(),
                "CPU isolation",
                isolated.isEmpty() ? "none" : "cores " + isolated,
                "a core for the pacer and one for the planner",
                "boot with isolcpus=, nohz_full= and rcu_nocbs= for them, and start under taskset -c");
    }

    private static Check hugePages(SystemFiles files) {
        Matcher chosen = CHOSEN.matcher(files.line("sys/kernel/mm/transparent_hugepage/enabled"));
        String mode = chosen.find() ? chosen.group(1) : "absent";
        return Check.okOrWarn(
                !mode.equals("always"),
                "huge pages",
                mode,
                "madvise or never",
                "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: compaction stalls a thread for milliseconds");
    }

    private static Check swap(SystemFiles files) {
        List<String> areas = files.lines("proc/swaps").stream()
                .skip(1)
                .map(l -> l.split("\\s+")[0])
                .toList();
        return Check.okOrWarn(
                areas.isEmpty(), "swap", areas.isEmpty() ? "none" : String.join(", ", areas), "none", "swapoff -a");
    }

    private static Check clock(SystemFiles files) {
        String source = files.line("sys/devices/system/clocksource/clocksource0/current_clocksource");
        return Check.okOrWarn(
                FAST_CLOCKS.contains(source),
                "clock source",
                source.isEmpty() ? "unknown" : source,
                "tsc, arch_sys_counter or kvm-clock",
                "boot with clocksource=tsc tsc=reliable: others need a system call for every reading");
    }

    private static Check virtualisation(SystemFiles files) {
        List<String> layers = new ArrayList<>();
        if (files.lines("proc/cpuinfo").stream()
                .anyMatch(l -> l.startsWith("flags") && (l + " ").contains(" hypervisor "))) {
            layers.add("virtual machine");
        }
        boolean marked = files.exists(".dockerenv") || files.exists("run/.containerenv");
        if (marked || files.exists("run/systemd/container")) {
            layers.add("container");
        }
        return Check.okOrWarn(
                layers.isEmpty(),
                "machine",
                layers.isEmpty() ? "no virtual machine or container seen" : String.join(", ", layers),
                "bare metal",
                "trust times measured on the vehicle's own computer only");
    }
}
