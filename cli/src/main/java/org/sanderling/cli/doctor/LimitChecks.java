package org.sanderling.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this user may do: lock memory, run at real-time priority, share memory between processes. */
public final class LimitChecks {
    private static final long MEMLOCK_BYTES = 1L << 30;
    private static final long SHARED_BYTES = 64L << 20;

    private LimitChecks() {}

    /** All of them, for this process. */
    public static List<Check> all(SystemFiles files) {
        List<String> limits = files.lines("proc/self/limits");
        return List.of(memoryLock(limits), priority(limits), sharedMemory(files.path("dev/shm")));
    }

    private static Check memoryLock(List<String> limits) {
        String soft = soft(limits, "Max locked memory");
        boolean enough = soft.equals("unlimited") || number(soft) >= MEMLOCK_BYTES;
        return Check.okOrWarn(
                enough,
                "locked memory",
                soft.matches("\\d+") ? soft + " bytes" : soft,
                "unlimited, or " + MEMLOCK_BYTES + " bytes",
                "in /etc/security/limits.conf: <user> - memlock unlimited");
    }

    private static Check priority(List<String> limits) {
        String soft = soft(limits, "Max realtime priority");
        return Check.okOrWarn(
                soft.equals("unlimited") || number(soft) > 0,
                "real-time priority",
                soft,
                "1 or more",
                "in /etc/security/limits.conf: <user> - rtprio 80");
    }

    private static Check sharedMemory(Path folder) {
        String name = "shared memory";
        String wanted = "/dev/shm, writable, " + (SHARED_BYTES >> 20) + " MB free";
        String remedy = "mount a tmpfs at /dev/shm (in a container: --shm-size=256m)";
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            boolean good = Files.isWritable(folder) && free >= SHARED_BYTES;
            return Check.okOrWarn(good, name, (free >> 20) + " MB free", wanted, remedy);
        } catch (IOException e) {
            return Check.warn(name, "absent", wanted, remedy);
        }
    }

    /** The soft limit in the table of /proc/self/limits. */
    private static String soft(List<String> limits, String name) {
        return limits.stream()
                .filter(l -> l.startsWith(name + " "))
                .map(l -> l.substring(name.length()).strip().split("\\s+")[0])
                .findFirst()
                .orElse("unknown");
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
