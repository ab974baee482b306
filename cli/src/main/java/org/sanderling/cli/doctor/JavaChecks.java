package org.sanderling.cli.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JDK, and the flags without which it pauses or refuses native calls. */
public final class JavaChecks {
    private static final int FEATURE = 25;
    private static final Map<String, String> FLAGS =
            Map.of("UseSerialGC", "true", "AlwaysPreTouch", "true", "UsePerfData", "false");

    private JavaChecks() {}

    /** All of them, for this process. */
    public static List<Check> all() {
        return List.of(
                jdk(Runtime.version()), flags(), cores(Runtime.getRuntime().availableProcessors()));
    }

    static Check jdk(Runtime.Version version) {
        String wanted = FEATURE + " or newer";
        return version.feature() >= FEATURE
                ? Check.ok("JDK", version.toString(), wanted)
                : Check.fail("JDK", version.toString(), wanted, "install JDK " + FEATURE + " and set JAVA_HOME to it");
    }

    private static Check flags() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        List<String> wrong = new ArrayList<>();
        FLAGS.forEach((flag, value) -> {
            if (!vm.getVMOption(flag).getValue().equals(value)) {
                wrong.add("-XX:" + (value.equals("true") ? "+" : "-") + flag);
            }
        });
        if (!JavaChecks.class.getModule().isNativeAccessEnabled()) {
            wrong.add("--enable-native-access=ALL-UNNAMED");
        }
        wrong.sort(null);
        return Check.okOrWarn(
                wrong.isEmpty(),
                "JVM flags",
                wrong.isEmpty() ? "as the launcher sets them" : "without " + String.join(" ", wrong),
                "those of ./sanderling",
                "start it with ./sanderling");
    }

    static Check cores(int cores) {
        return Check.okOrWarn(
                cores >= 2,
                "cores",
                Integer.toString(cores),
                "2 or more",
                "give it two cores: pacer and planner each need one");
    }
}
