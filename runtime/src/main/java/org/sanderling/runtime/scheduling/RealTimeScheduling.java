package org.sanderling.runtime.scheduling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Linux's SCHED_FIFO for the loop's threads, one core for those that hand over to each other within a tick, and a higher
 * nice value for all others of the process (sched_setscheduler(2), sched_setaffinity(2), setpriority(2)). Where the process may not, everything runs on as usual, and
 * {@link #refusal()} says why.
 *
 * <p>Any thread.
 */
public final class RealTimeScheduling implements Scheduling {
    private static final int FIFO = 1;

    /** Threads that a real-time thread starts are none; but a transport's are. */
    private static final int RESET_ON_FORK = 0x4000_0000;

    /** Of all other threads of the process: at a safepoint a real-time thread may have to wait for one of the JVM's own. */
    private static final int NICE = -10;

    private static final int PRIO_PROCESS = 0; // which, to Linux, is a thread
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final int MASK_BYTES = 128;

    private static final MethodHandle SET_SCHEDULER =
            handle("sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SET_AFFINITY =
            handle("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle SET_PRIORITY =
            handle("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle GET_AFFINITY =
            handle("sched_getaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

    private final int core;
    private volatile @Nullable String refusal;

    /** @param core the loop's core; −1 for the last one that this process may use, and none where there is only one */
    public RealTimeScheduling(int core) {
        this.core = core >= 0 ? core : lastOf(allowedCores());
        raiseOthers();
    }

    /** The threads that there are go before those of other processes; new ones inherit it. Where it is refused, so be it. */
    private static void raiseOthers() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                int id = Integer.parseInt(thread.getFileName().toString());
                if ((int) SET_PRIORITY.invokeExact(PRIO_PROCESS, id, NICE) != 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // No /proc here: their priority stays as it is.
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Why the threads run without real-time priority, in one line; null where they have it, or none has asked yet. */
    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public void enter(Role role) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocate(JAVA_INT);
            priority.set(JAVA_INT, 0, role.priority);
            if ((int) SET_SCHEDULER.invokeExact(0, role == Role.TRANSPORT ? FIFO : FIFO | RESET_ON_FORK, priority)
                    != 0) {
                refusal = "no permission for real-time priority " + role.priority
                        + ": grant CAP_SYS_NICE, or rtprio in /etc/security/limits.conf";
                return;
            }
            if (role.onCore && core >= 0) {
                MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
                mask.set(JAVA_BYTE, core / 8, (byte) (1 << core % 8));
                if ((int) SET_AFFINITY.invokeExact(0, (long) MASK_BYTES, mask) != 0) {
                    refusal = "core " + core + " is not one that this process may use";
                }
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Numbers of the cores that the calling thread may run on; empty where the kernel does not say. */
    static BitSet allowedCores() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
            int status = (int) GET_AFFINITY.invokeExact(0, (long) MASK_BYTES, mask);
            return status != 0 ? new BitSet() : BitSet.valueOf(mask.asByteBuffer());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int lastOf(BitSet cores) {
        return cores.cardinality() > 1 ? cores.length() - 1 : -1;
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /** A call by an exact handle throws nothing that is declared. */
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
