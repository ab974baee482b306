package org.sanderling.runtime.loop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Bytes that threads have allocated since arming. Not on a real-time thread. */
public final class AllocationMeter {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;
    private long loopBaseline;
    private long processBaseline;

    AllocationMeter(List<Thread> loopThreads) {
        ids = loopThreads.stream().mapToLong(Thread::threadId).toArray();
    }

    void arm() {
        loopBytes();
        processBaseline = threads.getTotalThreadAllocatedBytes();
        loopBaseline = sum();
    }

    /** Bytes allocated by pacer, planner and control since arming; only while those threads are alive. */
    public long loopBytes() {
        return sum() - loopBaseline;
    }

    /** Bytes allocated by all threads since arming. */
    public long processBytes() {
        return threads.getTotalThreadAllocatedBytes() - processBaseline;
    }

    private long sum() {
        long total = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            total += Math.max(0, bytes);
        }
        return total;
    }
}
